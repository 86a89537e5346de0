"""A site on two phones: a report with a photographed finding, the contractor's pair, the second look that closes it."""

import re

import pytest
from playwright.sync_api import Page, expect

from .acts import business_time, photograph, press
from .conftest import People, shoot

pytestmark = pytest.mark.e2e

PROJECT = "澄江公馆"
WORDS = "卫生间门口防水上翻高度只有 180 毫米。"


def test_a_finding_is_raised_answered_and_closed_on_phones(people: People) -> None:
    inspector = people.enter("inspector-shanghai", phone=True)
    shoot(inspector, "inspector-today", whole=True)
    begin_a_report(inspector)
    capture_a_finding(inspector)
    submit(inspector)
    finding = inspector.locator('main a[href^="/findings/"]').get_attribute("href") or ""

    contractor = people.enter("contractor-shanghai", phone=True)
    answer_with_a_pair(contractor, finding)
    close(inspector, finding)

    contractor.goto(finding)
    expect(contractor.locator(".page-actions")).to_contain_text("已销项")
    assert contractor.get_by_role("button", name="整改回复").count() == 0


def begin_a_report(page: Page) -> None:
    """Project, kind, the visit; nothing that is missing stops the page from being kept."""
    page.get_by_role("link", name="新建检查报告").first.click()
    page.get_by_role("radio", name=re.compile(PROJECT)).check()
    page.get_by_label("报告类型").select_option(label="D5 过程检查报告")
    shoot(page, "inspector-start", whole=True)
    press(page, "开始编写")
    page.get_by_label("施工阶段").select_option(label="装饰装修阶段")
    page.get_by_label("检查日期").fill(f"{business_time(page):%Y-%m-%d}")
    page.get_by_label("检查人员").fill("闻一鸣")
    page.get_by_label("检查情况描述").fill("抽查一层、二层卫生间防水。")
    shoot(page, "inspector-visit", whole=True)
    press(page, "保存并继续")


def capture_a_finding(page: Page) -> None:
    press(page, "添加问题")
    page.locator("#id_photo").set_input_files([photograph("门口"), photograph("上翻高度")])
    expect(page.locator(".upload-item img[src*='/documents/']")).to_have_count(2)
    page.get_by_label("C 中等风险").check()
    page.get_by_label("部位", exact=True).select_option(label="防水")
    page.get_by_label("问题描述").fill(WORDS)
    page.get_by_label("楼栋").select_option(label="1 号楼")
    page.get_by_label("房屋（房号）").fill("0201")
    page.get_by_label("整改责任单位").select_option(index=1)
    shoot(page, "inspector-finding", whole=True)
    press(page, "保存问题")
    expect(page.locator("main")).to_contain_text("2 张照片")
    shoot(page, "inspector-check", whole=True)


def submit(page: Page) -> None:
    press(page, "签名并提交报告")
    expect(page.get_by_role("heading", level=1)).to_contain_text("D5 过程检查报告")
    expect(page.locator("main")).to_contain_text("闻一鸣")
    shoot(page, "inspector-report", whole=True)


def answer_with_a_pair(page: Page, finding: str) -> None:
    """Told at once; the answer goes only with words and a picture before and after."""
    page.goto(finding)
    expect(page.locator("main")).to_contain_text(WORDS)
    shoot(page, "contractor-finding", whole=True)
    press(page, "整改回复")
    page.locator("#id_before").set_input_files(photograph("整改前"))
    page.get_by_label("整改情况说明").fill("凿除重做，上翻 300 毫米，蓄水 48 小时不渗漏。")
    expect(page.locator(".upload-item img[src*='/documents/']")).to_have_count(1)
    press(page, "提交整改回复")
    expect(page.get_by_role("alert")).to_contain_text("整改后照片")
    shoot(page, "contractor-refused", whole=True)
    page.locator("#id_after").set_input_files(photograph("整改后"))
    expect(page.locator(".upload-item img[src*='/documents/']")).to_have_count(2)
    press(page, "提交整改回复")
    expect(page.locator(".page-actions")).to_contain_text("已回复，待复核")


def close(page: Page, finding: str) -> None:
    page.goto("/inspections/")
    page.locator(f'a[href="{finding}"]').click()
    shoot(page, "inspector-second-look", whole=True)
    page.get_by_label("已整改到位：销项").check()
    page.get_by_label("整改后的等级").select_option(label="A 正常")
    press(page, "登记复核结果")
    expect(page.locator(".page-actions")).to_contain_text("已销项")
    shoot(page, "inspector-closed", whole=True)
