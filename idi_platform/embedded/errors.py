"""What can go wrong outside the code, said in both languages with the next step."""


class EmbeddedError(Exception):
    """A part of the machine is missing or in the way. `step` is the exact next command or act of the reader."""

    def __init__(self, *, zh: str, en: str, step: str = "") -> None:
        super().__init__(f"{zh}\n{en}" + (f"\n→ {step}" if step else ""))
        self.zh = zh
        self.en = en
        self.step = step
