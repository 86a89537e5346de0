"""A passkey in software: answers what a server asks of a browser (WebAuthn), with a key of its own."""

import json
import os
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

HOST = "localhost"
ORIGIN = f"http://{HOST}"
_SEEN = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV


class Passkey:
    """One credential. `create` and `get` take the server's options and give what the browser would send."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = os.urandom(16)
        self.user_handle = ""

    def create(self, options: str) -> str:
        asked = json.loads(options)["publicKey"]
        self.user_handle = asked["user"]["id"]
        public = ES256.from_cryptography_key(self.key.public_key())  # type: ignore[no-untyped-call]  # fido2 types all but this
        data = AttestedCredentialData.create(Aaguid.NONE, self.id, public)
        flags = _SEEN | AuthenticatorData.FLAG.AT
        signed = AuthenticatorData.create(sha256(HOST.encode()).digest(), flags, 0, data)
        attestation = AttestationObject.create("none", signed, {})
        said = CollectedClientData.create("webauthn.create", asked["challenge"], ORIGIN)
        return self._sent(clientDataJSON=said, attestationObject=attestation)

    def get(self, options: str) -> str:
        asked = json.loads(options)["publicKey"]
        said = CollectedClientData.create("webauthn.get", asked["challenge"], ORIGIN)
        shown = AuthenticatorData.create(sha256(HOST.encode()).digest(), _SEEN, 1)
        signature = self.key.sign(shown + said.hash, ec.ECDSA(SHA256()))
        handle = {"userHandle": self.user_handle} if self.user_handle else {}
        return self._sent(handle, clientDataJSON=said, authenticatorData=shown, signature=signature)

    def _sent(self, more: dict[str, str] | None = None, /, **parts: bytes) -> str:
        answer = {name: websafe_encode(value) for name, value in parts.items()}
        name = websafe_encode(self.id)
        sent = {"id": name, "rawId": name, "type": "public-key", "response": {**answer, **(more or {})}}
        return json.dumps({**sent, "clientExtensionResults": {"credProps": {"rk": True}}})


def registered() -> dict[str, object]:
    """A credential as the database keeps one."""
    options = {"publicKey": {"challenge": websafe_encode(os.urandom(16)), "user": {"id": websafe_encode(b"somebody")}}}
    credential: dict[str, object] = json.loads(Passkey().create(json.dumps(options)))
    return credential
