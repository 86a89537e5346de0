"""A city words its messages: one officer asks, another puts it in force, and the next message says so."""

from collections.abc import Mapping
from functools import partial
from uuid import UUID

import pytest
from django.db import ProgrammingError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from pytest_django.fixtures import Settings

from idi_platform.accounts.public import Membership, NumberProof, Role, WholeCityOnly, take_number
from idi_platform.alerts.models import (
    ANY_KIND,
    ChannelGroup,
    ChannelKind,
    MessageTemplate,
    Notice,
    NoticeKind,
    Preference,
    Sending,
    TemplateState,
    Words,
)
from idi_platform.alerts.news import news_kinds
from idi_platform.alerts.robots import RobotFacts, enter_robot
from idi_platform.alerts.words.checking import problems
from idi_platform.alerts.words.deciding import ProposedWords, ask_words, put_in_force, refuse_words, withdraw_words
from idi_platform.alerts.words.errors import NothingNew
from idi_platform.alerts.words.filling import compose
from idi_platform.alerts.words.placeholders import MEANINGS, Placeholder
from idi_platform.alerts.words.segments import segments
from idi_platform.alerts.words.trying import MOST_AN_HOUR
from idi_platform.audit.public import PlatformEvent
from idi_platform.tenancy.public import MovedOn, NotTheAsker, OneWaits, SamePerson, tenant_work
from tests.alerts.outside import gateway, mail_server
from tests.alerts.test_channels import NUMBER, SECRET, here, missed, send  # noqa: F401  # `here` is a fixture
from tests.claims.reports import signed_in
from tests.threads import at_once
from tests.world import CityWorld, World, member

MISSED = str(NoticeKind.MISSED)
MAIL = {
    "zh": Words(
        "【{city}】{headline}", "{headline}\n{file} {project}\n{term} {organisation}\n{last_day} {time_left}\n{link}"
    ),
    "en": Words("{city}: {headline}", "{headline}\n{file} {project}\nBy {organisation}, {last_day}\n{link}"),
}
TEXT = {"zh": Words("", "【{city}】{headline} {link}"), "en": Words("", "{city}: {headline} {link}")}
ROBOT = {"zh": Words("", "本群请注意：{headline} {file} {link}")}
OK = "{headline} {link}"


@pytest.fixture
def officers(here: CityWorld) -> tuple[Membership, Membership]:  # noqa: F811  # the fixture
    return tuple(
        member(name, role=Role.BUREAU, city=here.city, organisation=here.bureau) for name in ("first", "second")
    )  # type: ignore[return-value]  # two of them


def asked(who: Membership, words: Mapping[str, Words], group: ChannelGroup, kind: str = MISSED) -> UUID:
    with tenant_work(who.actor()) as by:
        return ask_words(proposed=ProposedWords(kind, group, words), by=by, at=timezone.now()).pk


def agreed(
    officers: tuple[Membership, Membership], words: Mapping[str, Words], group: ChannelGroup, kind: str = MISSED
) -> None:
    template_id = asked(officers[0], words, group, kind)
    with tenant_work(officers[1].actor()) as by:
        put_in_force(template_id=template_id, by=by, at=timezone.now())


@pytest.mark.parametrize(
    ("group", "language", "subject", "body", "told"),
    [
        (ChannelGroup.MAIL, "zh", "{headline}", "", "链接缺失"),
        (ChannelGroup.MAIL, "zh", "{headline}", "{link}", "缺少事由"),
        (ChannelGroup.MAIL, "zh", "{headline}", f"{OK} {{link}}", "链接缺失"),
        (ChannelGroup.MAIL, "zh", "", OK, "请填写标题"),
        (ChannelGroup.MAIL, "zh", "标题\n{headline}", OK, "只能是一行"),
        (ChannelGroup.MAIL, "zh", "{link}", OK, "不写在标题中"),
        (ChannelGroup.MAIL, "zh", "{headline}", f"{OK} {{owner}}", "{owner}"),
        (ChannelGroup.MAIL, "zh", "{headline}", f"{OK} {{headline.__class__}}", "没有"),
        (ChannelGroup.MAIL, "zh", "{headline}", f"{OK} {{", "大括号"),
        (ChannelGroup.MAIL, "zh", "{headline}", f"{OK} 请拨打 138 0013 8000", "五位以上"),
        (ChannelGroup.MAIL, "zh", "{headline}", f"{OK} 费用 300 元", "五位以上"),
        (ChannelGroup.MAIL, "zh", "{headline}", f"{OK} www.example.com", "五位以上"),
        (ChannelGroup.MAIL, "zh", "{headline}", f"{OK} 您已违规", "是否违规"),
        (ChannelGroup.MAIL, "zh", "{headline}", f"{OK} please act", "没有汉字"),
        (ChannelGroup.MAIL, "en", "{headline}", f"{OK} 请办理", "有汉字"),
        (ChannelGroup.MAIL, "zh", "{headline}", f"{OK} 请\u202e办理", "不可见"),
        (ChannelGroup.MAIL, "zh", "{headline}", f"{OK}\u2028请办理", "不可见"),
        (ChannelGroup.TEXT, "zh", "", f"{OK} {'请尽快办理。' * 40}", "5 条短信"),
        (ChannelGroup.ROBOT, "zh", "", f"{OK} {'请尽快办理。' * 100}", "群消息最多"),
    ],
)
def test_words_that_may_not_leave_are_refused_in_the_readers_language(
    group: ChannelGroup, language: str, subject: str, body: str, told: str
) -> None:
    found = problems(Words(subject, body), kind=MISSED, group=group, language=language)
    with translation.override("zh-hans"):
        assert any(told in str(problem.message) for problem in found), [str(problem.message) for problem in found]
    kept = Words("{headline}", f"{OK}\n2026 年") if language == "zh" else Words("{headline}", f"{OK}\nin 2026")
    assert problems(kept, kind=MISSED, group=group, language=language) == []


def test_what_only_terms_have_is_no_word_of_other_news() -> None:
    words = Words("{headline}", f"{OK} {{last_day}}")
    for kind in ("fact_lapses", ANY_KIND):
        assert problems(words, kind=kind, group=ChannelGroup.MAIL, language="zh")


def test_segments_are_counted_as_chinese_is_sent() -> None:
    lengths = {1: 1, 70: 1, 71: 2, 134: 2, 135: 3}
    assert {length: segments("字" * length) for length in lengths} == lengths
    assert segments("𠮷" * 35) == 1
    assert segments("𠮷" * 36) == 2


def test_every_headline_fits_the_room_kept_for_it() -> None:
    room = MEANINGS[Placeholder.HEADLINE].room
    for language in ("zh-hans", "en"):
        with translation.override(language):
            assert [str(label) for _kind, label in news_kinds() if len(str(label)) > room] == []


def test_a_subject_is_one_line_whatever_a_body_calls_itself() -> None:
    """Otherwise a name with a line break would add heads to the mail, or hold it back for ever."""
    values = dict.fromkeys(Placeholder, "x") | {Placeholder.ORGANISATION: "甲\r\nBcc: all@example.com"}
    told = compose(Words("{organisation}", "{headline}"), values, ChannelGroup.MAIL)
    assert told.subject == "甲 Bcc: all@example.com"


@pytest.mark.attacks("alerts.decide_words")
def test_one_asks_another_decides_and_it_is_on_record(
    officers: tuple[Membership, Membership],
    here: CityWorld,  # noqa: F811  # the fixture
) -> None:
    first, second = officers
    template_id = asked(first, MAIL, ChannelGroup.MAIL)
    other_hat = Membership.objects.create(
        user=first.user, role=Role.BUREAU, city=here.city, organisation=here.insurer, valid_from=first.valid_from
    )
    now = timezone.now()
    for hat in (first, other_hat):
        with tenant_work(hat.actor()) as by, pytest.raises(SamePerson):
            put_in_force(template_id=template_id, by=by, at=now)
    district = member(
        "of-a-district", role=Role.BUREAU, city=here.city, organisation=here.bureau, district=here.district
    )
    with tenant_work(district.actor()) as by, pytest.raises(WholeCityOnly):
        refuse_words(template_id=template_id, by=by, at=now)
    with pytest.raises(OneWaits):
        asked(second, {**MAIL, "en": Words("{file}", OK)}, ChannelGroup.MAIL)
    with tenant_work(second.actor()) as by:
        with pytest.raises(NotTheAsker):
            withdraw_words(template_id=template_id, by=by, at=now)
        put_in_force(template_id=template_id, by=by, at=now)
        with pytest.raises(MovedOn):
            refuse_words(template_id=template_id, by=by, at=now)
    with pytest.raises(NothingNew):
        asked(second, MAIL, ChannelGroup.MAIL)
    told = PlatformEvent.objects.filter(subject_id=template_id).order_by("id").values_list("code", flat=True)
    assert list(told) == ["words_asked", "words_put_in_force"]
    for change in ({"body_zh": OK}, {"kind": "reminder"}):
        with tenant_work(here.system), pytest.raises(ProgrammingError), transaction.atomic():
            MessageTemplate.objects.filter(pk=template_id).update(**change)


def test_the_next_mail_is_worded_so_in_each_language_and_keeps_warning_and_link(
    officers: tuple[Membership, Membership],
    here: CityWorld,  # noqa: F811  # the fixture
    settings: Settings,
) -> None:
    agreed(officers, MAIL, ChannelGroup.MAIL)
    with tenant_work(here.system):
        Preference.objects.filter(user=here.officer.user).update(language="en")
    with mail_server(settings) as box:
        deadline = missed(here)
        assert send(here) == 2
    mails = {mail["To"]: mail for mail in box.mails}
    zh, en = mails["here-adjuster@example.com"], mails["here-officer@example.com"]
    with tenant_work(here.system):
        dossier = type(deadline).objects.select_related("dossier__parent_project").get(pk=deadline.pk).dossier
        assert zh["Subject"] == f"【{here.city.name_zh}】违规逾期"
        assert dossier.number in zh.get_content()
        assert dossier.title not in zh.get_content()
    assert en["Subject"] == f"{here.city.name_en}: Breach: term not met"
    assert here.insurer.name_en in en.get_content()
    for mail, warning in ((zh, "我们从不"), (en, "We never ask you for money")):
        assert warning in mail.get_content()
        assert mail.get_content().count(f"{settings.PUBLIC_ADDRESS}/inbox/") == 1


def test_words_for_all_others_hold_until_given_up(
    officers: tuple[Membership, Membership],
    here: CityWorld,  # noqa: F811  # the fixture
    settings: Settings,
) -> None:
    general = {"zh": Words("通知：{headline}", OK), "en": Words("Notice: {headline}", OK)}
    subjects = []
    with mail_server(settings) as box:
        for words, kind in ((general, ANY_KIND), (MAIL, MISSED), ({}, MISSED), ({}, ANY_KIND)):
            agreed(officers, words, ChannelGroup.MAIL, kind)
            missed(here)
            send(here)
            subjects.append({mail["Subject"].partition("违规逾期")[0] for mail in box.mails})
            box.mails.clear()
    assert subjects == [{"通知："}, {f"【{here.city.name_zh}】"}, {"通知："}, {""}]
    with pytest.raises(NothingNew):
        asked(officers[0], {}, ChannelGroup.MAIL)


def test_a_group_and_a_text_message_have_words_of_their_own(
    officers: tuple[Membership, Membership],
    here: CityWorld,  # noqa: F811  # the fixture
    settings: Settings,
) -> None:
    settings.EMAIL_HOST, settings.SMS_SECRET = "", SECRET
    agreed(officers, TEXT, ChannelGroup.TEXT)
    agreed(officers, ROBOT, ChannelGroup.ROBOT)
    take_number(user=here.adjuster.user, number=NUMBER, proof=NumberProof.HOTLINE, by=None, at=timezone.now())
    with gateway(settings, answer={"errcode": 0, "id": "G-1"}) as heard:
        settings.SMS_GATEWAY, settings.WECOM_ADDRESS = f"{heard.address}/messages", heard.address
        with tenant_work(here.adjuster.actor()) as by:
            enter_robot(facts=RobotFacts(ChannelKind.WECOM, is_enabled=True, key="k"), by=by, at=timezone.now())
        missed(here)
        assert send(here) == 2
    told = [post.told.get("text") for post in heard.heard]
    (text,) = [one for one in told if isinstance(one, str)]
    (group,) = [one["content"] for one in told if isinstance(one, dict)]
    assert text.startswith(f"【{here.city.name_zh}】违规逾期 ")
    assert "12345" in text
    assert "/ 我们" in text  # a link that runs into words opens nothing
    assert segments(text) <= 3
    assert group.startswith("本群请注意：违规逾期")


def test_officers_write_preview_try_and_decide_on_the_pages(
    officers: tuple[Membership, Membership],
    here: CityWorld,  # noqa: F811  # the fixture
    settings: Settings,
) -> None:
    first, second = (signed_in(officer, "en") for officer in officers)
    page, test = (reverse(f"alerts:{name}", args=[MISSED, "mail"]) for name in ("template", "test_template"))
    typed = {f"{part}_{lang}": getattr(words, part) for lang, words in MAIL.items() for part in ("subject", "body")}
    refused = first.post(page, {**typed, "body_zh": "{name}", "do": "ask"})
    assert (refused.status_code, "There is no {name}" in refused.content.decode()) == (422, True)
    previewed = first.post(page, {**typed, "do": "preview"}).content.decode()
    assert f"【{here.city.name_zh}】" in previewed
    assert first.post(test, {**typed, "language": "zh"}).status_code == 422  # no address
    officers[0].user.email = "first@example.com"
    officers[0].user.save()
    with mail_server(settings) as box:
        answers = [first.post(test, {**typed, "language": "en"}).status_code for _ in range(MOST_AN_HOUR + 1)]
        assert answers == [200] * MOST_AN_HOUR + [429]
        box.answer = "550 no"
        assert second.post(test, {**typed, "language": "en"}).status_code == 422
    assert len(box.mails) == MOST_AN_HOUR
    assert box.mails[0]["To"] == "first@example.com"
    assert box.mails[0]["Subject"].startswith("[Test] ")
    assert "We never ask you for money" in box.mails[0].get_content()
    with tenant_work(here.system):
        assert not Notice.objects.exists()
        assert not Sending.objects.exists()
    tried = PlatformEvent.objects.filter(code="words_tried", subject_id=officers[0].user_id)
    assert tried.count() == MOST_AN_HOUR
    assert first.post(page, {**typed, "do": "ask"}).status_code == 302
    assert "Waits for the second officer" in second.get(reverse("alerts:templates")).content.decode()
    with tenant_work(here.system):
        waiting = MessageTemplate.objects.get(state=TemplateState.ASKED).pk
    decide = reverse("alerts:decide_template", args=[waiting])
    assert [who.post(decide, {"decision": "decide"}).status_code for who in (first, second, second)] == [403, 302, 409]
    assert "The city's words, since" in second.get(page).content.decode()
    assert Client().get(page).status_code == 302


def test_of_two_who_decide_at_once_one_does(committed_world: World, committed_db: str) -> None:
    here = committed_world.here  # noqa: F811  # not the fixture
    first, *others = (
        member(name, role=Role.BUREAU, city=here.city, organisation=here.bureau)
        for name in ("asks", "agrees", "agrees-too")
    )
    template_id = asked(first, MAIL, ChannelGroup.MAIL)

    def deciding(who: Membership) -> str:
        try:
            with tenant_work(who.actor()) as by:
                put_in_force(template_id=template_id, by=by, at=timezone.now())
        except MovedOn:
            return "closed"
        return "done"

    told = at_once(committed_db, *(("idi_app", partial(deciding, who)) for who in others))
    assert sorted(told) == ["closed", "done"]
