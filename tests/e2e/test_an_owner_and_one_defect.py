"""An owner on a phone: report, receipt with every date, the one request for documents, the result, the check page."""

import re

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.pdf import words_of

from .acts import business_time, download, file_a_claim, open_claim, paper, press, step
from .conftest import People, shoot

pytestmark = pytest.mark.e2e

WORDS = "客厅落地窗下面渗水，木地板发黑。"
PAPERS = ("不动产权证书", "购房合同")
DATE = re.compile(r"\d{4}-\d\d-\d\d（周.）")


def test_an_owner_reports_a_defect_and_reads_what_becomes_of_it(people: People) -> None:
    owner = people.enter("owner02", phone=True)
    shoot(owner, "owner-home")
    number = file_a_claim(owner, words=WORDS)
    receipt = read_the_receipt(owner, number)

    adjuster = people.enter("adjuster2")
    ask_for_documents(adjuster, number)
    answer_the_request(owner, number)
    decide_and_offer(adjuster, number)
    accept_the_offer(owner)

    check_the_letter(people.visit(phone=True), receipt, number)


def read_the_receipt(page: Page, number: str) -> bytes:
    """Every date on the page stands in the PDF, with what may follow and the home owner's rare name."""
    shoot(page, "owner-receipt-dates", whole=True)
    dates = DATE.findall(" ".join(page.locator(".clock-due").all_inner_texts()))
    letter = download(page, page.get_by_role("link", name="下载"))
    words = words_of(letter)
    assert dates
    assert [said for said in (number, "赵堃", "后续期限", *dates) if said not in words] == []
    return letter


def ask_for_documents(page: Page, number: str) -> None:
    open_claim(page, number)
    request = step(page, "通知补充资料")
    request.get_by_label("缺少哪些资料？").fill("\n".join(PAPERS))
    request.get_by_label("为什么需要？").fill("核对房屋权属。")
    press(request, "通知补充资料")
    expect(page.get_by_role("heading", name="一次性通知补充资料")).to_be_visible()
    shoot(page, "case-documents", whole=True)


def answer_the_request(page: Page, number: str) -> None:
    """Both papers by the telephone's camera; then nothing is left to do."""
    page.goto("/my/")
    page.get_by_role("link", name=number).click()
    expect(page.get_by_role("heading", name="缺少资料")).to_be_visible()
    shoot(page, "owner-documents", whole=True)
    for name in PAPERS:
        send_paper(page, name, paper(name))
    expect(page.locator("main")).to_contain_text("今天您无需办理任何事项")


def send_paper(page: Page, name: str, file: FilePayload) -> None:
    form = step(page, "提交所缺资料")
    form.get_by_label(name).check()
    form.locator("input[type=file]").set_input_files(file)
    press(form, "提交所缺资料")
    expect(page.get_by_role("radio", name=name)).to_have_count(0)


def decide_and_offer(page: Page, number: str) -> None:
    open_claim(page, number)
    survey = step(page, "登记查勘")
    survey.get_by_label("什么时候查勘的？").fill(f"{business_time(page):%Y-%m-%dT%H:%M}")
    survey.get_by_label("谁在场？").fill("业主赵堃、物业工程部")
    survey.get_by_label("查勘情况如何？").fill("窗框下口与墙体交接处渗水，地板受潮。")
    press(survey, "登记查勘")
    made = step(page, "作出核定")
    made.get_by_label("属于保险责任", exact=True).check()
    made.get_by_label("用通俗的话告诉业主").fill("外窗渗水属于保险范围，我们来修，您不用付钱。")
    press(made, "作出核定")
    offer = step(page, "提出赔偿方案")
    offer.get_by_label("维修", exact=True).check()
    offer.get_by_label("做什么").fill("拆下窗套，重做窗框防水，更换受潮地板。")
    offer.get_by_label("开工或付款日期").fill(f"{business_time(page):%Y-%m-%d}")
    press(offer, "提出赔偿方案")
    expect(page.locator("main")).to_contain_text("等待业主答复")


def accept_the_offer(page: Page) -> None:
    page.reload()
    expect(page.get_by_role("heading", name="需要您答复")).to_be_visible()
    expect(page.locator("main")).to_contain_text("外窗渗水属于保险范围")
    shoot(page, "owner-result", whole=True)
    press(page, "同意方案")
    expect(page.locator("main")).to_contain_text("已达成协议")
    shoot(page, "owner-agreed", whole=True)


def check_the_letter(page: Page, letter: bytes, number: str) -> None:
    """Anybody who holds the paper: by the code on it, without a login; names are masked, the file is compared."""
    code = re.search(r"核验码((?:[0-9A-Z]{4}-){5}[0-9A-Z]{4})", words_of(letter))
    assert code
    page.goto("/verify/")
    shoot(page, "verify")
    page.get_by_role("textbox").fill(code.group(1))
    press(page, "核验")
    expect(page.get_by_role("heading", level=1)).to_have_text("文书真实")
    expect(page.locator("main")).to_contain_text(number)
    expect(page.locator("main")).not_to_contain_text("赵堃")
    file = FilePayload(name="a.pdf", mimeType="application/pdf", buffer=letter)
    page.locator("input[type=file]").set_input_files(file)
    press(page, "比对")
    expect(page.get_by_role("status").last).to_contain_text("一致")
    shoot(page, "verify-same", whole=True)
