"""An insurer's people: a project to its issued policy, a claim to its finished works, a denial to its letter."""

import re
import secrets

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.pdf import words_of

from .acts import business_time, download, file_a_claim, open_claim, paper, photograph, press, step
from .conftest import People, shoot

pytestmark = pytest.mark.e2e

WORDS = "客厅飘窗两侧渗水，花架下面最厉害。"
# The home of a claim of the demo that was surveyed and waits for its determination.
SURVEYED = "1 幢 0301"
PAPERS = ("不动产权证书", "装修图纸")
DENIED = "北墙保温层空鼓"


def test_an_underwriter_takes_a_project_to_its_issued_policy(people: People) -> None:
    page = people.enter("underwriter-shanghai")
    enter_a_project(page)
    enter_a_building(page)
    draft_a_policy(page)
    share_it_out(page)
    issue_it(page)


def test_a_claim_goes_from_the_one_request_to_the_finished_works(people: People) -> None:
    adjuster = people.enter("adjuster")
    number = file_a_claim(people.enter("owner", phone=True), words=WORDS)
    open_claim(adjuster, number)
    survey(adjuster)
    make_it_complex_and_ask(adjuster)
    take_the_papers_in(adjuster)
    propose_a_partial_denial(adjuster)
    approve(people.enter("manager"), number)
    agree_and_repair(adjuster)


def test_a_denial_is_approved_by_another_and_its_letter_says_why(people: People) -> None:
    adjuster = people.enter("adjuster")
    number = find_claim(adjuster, SURVEYED)
    made = step(adjuster, "作出核定")
    made.get_by_label("不属于保险责任", exact=True).check()
    deny(made, denied=DENIED)
    expect(adjuster.locator(".page-actions")).to_contain_text("核定复核中")
    approve(people.enter("manager"), number)
    adjuster.reload()
    press(step(adjuster, "发出拒赔通知书"), "发出拒赔通知书")
    expect(adjuster.locator(".page-actions")).to_contain_text("已拒赔")
    shoot(adjuster, "insurer-denied", whole=True)
    letters = adjuster.get_by_role("listitem").filter(has_text="拒赔通知书")
    words = words_of(download(adjuster, letters.get_by_role("link", name="下载")))
    assert [said for said in (number, DENIED, "业主自行加装", "第", "投诉", "核验码") if said not in words] == []


def enter_a_project(page: Page) -> None:
    page.get_by_role("link", name="项目", exact=True).first.click()
    page.get_by_role("link", name="录入项目").click()
    page.get_by_label("项目中文名称").fill("临江新苑（演示）")
    page.get_by_label("地址").fill("徐汇区临江路 8 弄")
    page.get_by_label("区县").select_option(label="徐汇区")
    page.get_by_label("建设单位", exact=True).fill("临江置业（演示）有限公司")
    page.get_by_label("建设单位统一社会信用代码").fill("91310104MA0DEMO9")
    press(page, "保存并继续")
    expect(page.get_by_role("alert")).to_contain_text("18 位")
    shoot(page, "project-refused", whole=True)
    page.get_by_label("建设单位统一社会信用代码").fill("91310104MA0DEMO999")
    press(page, "保存并继续")
    expect(page.get_by_role("heading", level=1)).to_have_text("临江新苑（演示）")


def enter_a_building(page: Page) -> None:
    """The homes are shown before they are entered."""
    page.get_by_role("link", name="录入楼栋").click()
    page.get_by_label("楼栋编号").fill("1 号楼")
    page.get_by_label("住宅层数").fill("6")
    page.get_by_label("每层户数").fill("2")
    press(page, "预览户号")
    expect(page.get_by_role("status").filter(has_text="12 户")).to_be_visible()
    shoot(page, "building-preview", whole=True)
    press(page, "录入楼栋及各户")
    expect(page.locator("main")).to_contain_text("12 户")
    shoot(page, "project-entered", whole=True)


def draft_a_policy(page: Page) -> None:
    today = business_time(page)
    page.get_by_role("link", name="拟制保单").click()
    number = f"SP-IDI-{secrets.token_hex(3).upper()}"
    page.get_by_label("保险公司保单号").fill(number)
    page.get_by_label("保险合同成立日").fill(f"{today:%Y-%m-%d}")
    page.get_by_label(re.compile("^保险费")).fill("1260000.00")
    page.get_by_label("保险金额").fill("84000000.00")
    press(page, "保存并继续")
    expect(page.get_by_role("heading", level=1)).to_contain_text(number)


def share_it_out(page: Page) -> None:
    """Two thirds and a quarter are not one: refused, with what was typed and what is missing."""
    page.get_by_role("link", name="修改份额").click()
    page.get_by_label("主承保公司的份额").fill("2/3")
    page.get_by_label(re.compile(r"^共保公司 1\s*（选填）")).select_option(label="淞郡财产保险上海分公司")
    page.get_by_label("共保公司 1 的份额").fill("1/4")
    press(page, "保存份额")
    expect(page.get_by_role("alert")).to_contain_text("份额合计必须恰好等于一")
    expect(page.locator(".share-sum")).to_contain_text("还差 1/12")
    expect(page.get_by_label("共保公司 1 的份额")).to_have_value("1/4")
    shoot(page, "shares-refused", whole=True)
    page.get_by_label("共保公司 1 的份额").fill("1/3")
    press(page, "保存份额")
    member = page.get_by_role("row").filter(has_text="淞郡财产保险")
    expect(member).to_contain_text("1/3")


def issue_it(page: Page) -> None:
    """No policy before the whole premium; issued, the project is tied to its regime and the upload is due."""
    today = f"{business_time(page):%Y-%m-%d}"
    page.get_by_role("link", name="签发保单").click()
    expect(page.get_by_role("listitem").filter(has_text="已收全额保险费")).to_contain_text("尚缺")
    press(page, "签发保单")
    expect(page.get_by_role("alert")).to_contain_text("尚未收到全额保险费")
    shoot(page, "issue-refused", whole=True)
    page.get_by_role("link", name="返回").click()
    page.get_by_label("收到金额").fill("1260000.00")
    page.get_by_label("收到日期").fill(today)
    press(page, "登记保险费")
    page.get_by_role("link", name="签发保单").click()
    expect(page.locator(".gates")).not_to_contain_text("尚缺")
    press(page, "签发保单")
    expect(page.locator(".page-actions")).to_contain_text("已签发")
    expect(page.locator(".clock").first).to_contain_text("申浦财产保险上海分公司")
    shoot(page, "policy-issued", whole=True)


def find_claim(page: Page, home: str) -> str:
    page.goto("/claims/")
    page.get_by_role("searchbox").fill(home)
    expect(page.locator(".list-count")).to_contain_text("共 1 条")
    number = page.locator("tbody th").inner_text()
    open_claim(page, number)
    return number


def survey(page: Page) -> None:
    form = step(page, "登记查勘")
    form.get_by_label("什么时候查勘的？").fill(f"{business_time(page):%Y-%m-%dT%H:%M}")
    form.get_by_label("谁在场？").fill("业主本人")
    form.get_by_label("查勘情况如何？").fill("飘窗与外墙交接处开裂渗水；后装花架的螺栓孔也渗水。")
    press(form, "登记查勘")
    expect(page.locator(".page-actions")).to_contain_text("已查勘")


def make_it_complex_and_ask(page: Page) -> None:
    """Thirty days with written reasons; they stand still from the one request on."""
    form = step(page, "认定情形复杂")
    form.get_by_label("为什么情形复杂？").fill("须做淋水试验并核对装修图纸。")
    press(form, "认定情形复杂")
    form = step(page, "通知补充资料")
    form.get_by_label("缺少哪些资料？").fill("\n".join(PAPERS))
    form.get_by_label("为什么需要？").fill("核对权属和飘窗改动。")
    press(form, "通知补充资料")
    expect(page.locator(".clock").filter(has_text="情形复杂")).to_contain_text("已中止计算")
    shoot(page, "case-suspended", whole=True)


def take_the_papers_in(page: Page) -> None:
    for name in PAPERS:
        form = step(page, "登记收到的纸质资料")
        form.get_by_label(name).check()
        form.get_by_label("何时收到？").fill(f"{business_time(page):%Y-%m-%dT%H:%M}")
        press(form, "登记收到的纸质资料")
        expect(page.get_by_role("radio", name=name)).to_have_count(0)
    expect(page.locator(".clock").filter(has_text="情形复杂")).to_contain_text("计算中")


def propose_a_partial_denial(page: Page) -> None:
    form = step(page, "作出核定")
    form.get_by_label("部分属于保险责任").check()
    form.get_by_label("属于保险责任的部分").fill("飘窗与外墙交接处的渗漏")
    deny(form, denied="花架螺栓孔的渗水")
    expect(page.locator(".page-actions")).to_contain_text("核定复核中")


def deny(form: Locator, *, denied: str) -> None:
    form.get_by_label("用通俗的话告诉业主").fill(f"{denied}不在保险范围内。")
    form.get_by_label("拒赔的部分").fill(denied)
    form.get_by_label("拒赔理由").fill("该处由业主自行加装。\n原防水层完好。")
    clause = form.locator("option").filter(has_text="业主或使用方责任")
    form.get_by_label("拒赔所依据的条款").select_option(value=clause.get_attribute("value"))
    form.get_by_role("checkbox").first.check()
    press(form, "作出核定")


def approve(page: Page, number: str) -> None:
    """The manager finds it among the approvals; who prepared it cannot be who approves it."""
    page.get_by_role("link", name="复核", exact=True).first.click()
    shoot(page, "approvals")
    page.get_by_role("link", name=number, exact=True).click()
    form = step(page, "批准核定")
    form.get_by_label("理由").fill("事实清楚，条款适用正确。")
    shoot(page, "approval", whole=True)
    press(form, "批准核定")
    expect(page.locator(".page-actions")).to_contain_text("已核定")


def agree_and_repair(page: Page) -> None:
    """The letter for the denied part, the offer, the signed agreement, the works from start to end."""
    page.reload()
    press(step(page, "发出部分拒赔通知书"), "发出部分拒赔通知书")
    today = business_time(page)
    offer = step(page, "提出赔偿方案")
    offer.get_by_label("维修", exact=True).check()
    offer.get_by_label("做什么").fill("重做飘窗两侧防水，做两次淋水试验。")
    offer.get_by_label("开工或付款日期").fill(f"{today:%Y-%m-%d}")
    press(offer, "提出赔偿方案")
    signed = step(page, "登记已签署的协议")
    signed.get_by_label("何时签署？").fill(f"{today:%Y-%m-%dT%H:%M}")
    signed.locator("input[type=file]").set_input_files(paper("协议"))
    press(signed, "登记已签署的协议")
    begun = step(page, "登记开工")
    begun.get_by_label("何时？").fill(f"{today:%Y-%m-%dT%H:%M}")
    begun.get_by_label("做了什么？").fill("施工队进场，拆除面层。")
    begun.locator("input[type=file]").set_input_files(photograph("开工"))
    press(begun, "登记开工")
    expect(page.locator(".page-actions")).to_contain_text("维修中")
    done = step(page, "登记完工")
    done.get_by_label("何时完工？").fill(f"{today:%Y-%m-%dT%H:%M}")
    done.get_by_label("做了什么？").fill("淋水试验两次合格，业主签字。")
    press(done, "登记完工")
    expect(page.locator(".page-actions")).to_contain_text("已结案")
    shoot(page, "insurer-closed", whole=True)
