"""Korean events: sentences, kinds of act, status, who says so, who denies, speakers without a name."""

from __future__ import annotations

import pytest

from tests.marked import TOPIC, mentions, parts, the_mention, told, told_by
from timeline.topics.unnamed import unnamed

SENTENCES = [
    ('그는 "거래는 없었다"고 했다. 회담은 짧았다.', ['그는 "거래는 없었다"고 했다.', "회담은 짧았다."]),
    ("유가가 3.5% 올랐다. 쌀값은 내렸다.", ["유가가 3.5% 올랐다.", "쌀값은 내렸다."]),
    ("김정은, 러시아로 출발\n\n열차가 국경을 넘었다.", ["김정은, 러시아로 출발", "열차가 국경을 넘었다."]),
    ("정말일까? 아무도 모릅니다. 끝!", ["정말일까?", "아무도 모릅니다.", "끝!"]),
    ("2024. 6. 19. 조약에 서명했다.", ["2024. 6. 19. 조약에 서명했다."]),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=[row[0][:20] for row in SENTENCES])
def test_sentences(text: str, expected: list[str]) -> None:
    assert parts(text) == expected


# text, category, status
TOLD = [
    ("쇼이구 서기는 [[지난달 21일|2024-10-21]] 평양을 다녀갔다.", "visit", "happened"),
    ("김정은 위원장은 [[13일|2023-09-13]] 하산역에 내려 러시아 땅을 밟았다.", "visit", "happened"),
    ("라브로프 장관은 [[7월|2024-07]] 회의 참석차 원산에 왔다.", "visit", "happened"),
    ("최선희 외무상이 [[4일|2024-11-04]] 정상회담을 준비하기 위해 모스크바를 찾았다.", "visit", "happened"),
    ("이번 방문은 [[지난달 13일|2023-09-13]] 열린 북러 정상회담의 후속이다.", "summit", "happened"),
    ("푸틴과 김정은이 [[13일|2023-09-13]] 보스토치니에서 마주했다.", "summit", "happened"),
    ("김정은동지께서 [[5월 9일|2024-05-09]] 로씨야대사관을 방문하시였다.", "visit", "happened"),
    ("북한은 [[12일|2024-09-12]] 방사포를 동해로 쐈다.", "weapons-test", "happened"),
    ("북한은 [[4월 25일|2024-04-25]] 신형 구축함 진수식을 열었다.", "weapons-test", "happened"),
    ("안보리는 [[2017년 12월|2017-12]] 북한의 화성-15형 발사에 대응해 결의 2397호를 통과시켰다.", "sanctions", "happened"),
    ("조로 두 나라는 [[12월 4일|2023-12-04]] 비준서를 교환하였다.", "treaty", "happened"),
    ("미 재무부는 [[6월|2024-06]] 석유를 댄 러시아 회사를 제재했다.", "sanctions", "happened"),
    ("러시아는 [[2014년|2014]] 북한의 채무를 탕감했다.", "economy", "happened"),
    ("[[재작년 10월|2022-10]] 나진과 하산 사이에 시험 열차가 달렸다.", "economy", "happened"),
    ("러시아 관광객 백 명이 [[2월|2024-02]] 평양에 도착했다.", "economy", "happened"),
    ("푸틴 대통령은 [[1일|2024-11-01]] 김 위원장에게 축전을 보냈다.", "statement", "happened"),
    ("북한군이 [[8월|2024-08]] 쿠르스크 전투에 투입됐다.", "troops", "happened"),
    ("김정은 위원장이 [[6월 19일|2024-06-19]] 금수산영빈관에서 푸틴 대통령과 회담하였다.", "summit", "happened"),
    ("김정은 위원장은 [[6월 29일|2024-06-29]] 러시아 문화장관을 만났다.", "visit", "happened"),
    ("젤렌스키 대통령은 [[8월|2024-08]] 크게 웃었다.", "other", "happened"),
    ("압록강이 [[7월 27일|2024-07-27]] 범람해 신의주가 물에 잠겼다.", "other", "happened"),
    ("북한 여자 축구대표팀이 [[11월 3일|2024-11-03]] 정상에 올랐다.", "other", "happened"),
    ("북중 화물열차가 [[1월|2024-01]] 다시 오갔다.", "economy", "happened"),
    ("북한은 [[10월 15일|2024-10-15]] 남북 연결도로를 폭파했다.", "other", "happened"),
    ("김정은 위원장은 [[5월 9일|2024-05-09]] 모스크바행 전용기에 올라 러시아로 날아갔다.", "visit", "happened"),
    # planned
    ("북미 정상회담은 [[지난달|2024-11]] 끝내 이뤄지지 않았다.", "summit", "planned"),
    ("북한은 [[올해|2024]] 안에 위성 3기를 더 올리겠다고 선언했다.", "weapons-test", "planned"),
    ("두만강 다리 공사는 [[내년 중반|2025]] 마무리된다.", "economy", "planned"),
    ("라브로프 장관이 [[다음 달|2025-01]] 평양을 찾는다.", "visit", "planned"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "category", "status"), TOLD, ids=[row[0][:30] for row in TOLD])
def test_what_is_told(text: str, category: str, status: str) -> None:
    assert told(text) == (category, status)


# text, category, status, who says so
SAID = [
    # the date of who speaks, and of what is said
    ("라브로프 장관은 [[12일|2024-11-12]] 조건 없이 만나자고 손을 내밀었다.", "statement", "happened", ("sergei-lavrov",)),
    ("크렘린궁은 [[11일|2024-11-11]] 무기 거래는 헛소리라고 쏘아붙였다.", "statement", "happened", ("kremlin",)),
    ("북한은 파병설을 [[21일|2024-11-21]] 유엔에서 소문이라고 일축했다.", "statement", "happened", ("north-korea",)),
    ("국정원은 북한이 [[작년 가을|2023-23]] 병력을 보냈다고 봤습니다.", "troops", "claimed", ("nis",)),
    ("컨테이너는 [[9월|2024-09]] 나진항에서 러시아로 옮겨진 것으로 미국은 봤다.", "arms-transfer", "claimed", ("united-states",)),
    ("미 당국자들은 북한이 [[2023년|2023]] 러시아에 포탄을 보냈다고 밝혔다.", "arms-transfer", "claimed", ("미 당국자들",)),
    # a date with an hour, or of a month gone by, is of what was done
    ("합참은 [[4일|2024-11-04]] 오전 7시 50분께 북한이 탄도미사일을 쐈다고 밝혔다.", "weapons-test", "claimed", ("joint-chiefs-of-staff",)),
    ("우크라이나 포로는 [[지난해 11월|2023-11]] 북한군과 전투를 벌였다고 진술했다.", "troops", "claimed", ("ukraine",)),
    ("두 정상은 [[6월 19일|2024-06-19]] 조약 문서에 이름을 적었다.", "treaty", "happened", ()),
    ("라브로프 장관은 [[이달|2024-12]] 안에 평양을 방문할 계획이라고 말했다.", "visit", "planned", ("sergei-lavrov",)),
    ("페스코프 대변인은 [[다음 달|2025-01]] 푸틴 대통령이 평양을 방문한다고 말했다.", "visit", "planned", ("dmitry-peskov",)),
    ("미 당국자는 북한이 [[2023년|2023]] 러시아에 포탄을 보냈다고 밝혔다.", "arms-transfer", "claimed", ("미 당국자",)),
    ("북한이 [[5월|2024-05]] 미사일을 쏜 데 대해 일본은 유감을 나타냈다.", "weapons-test", "happened", ()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "category", "status", "who"), SAID, ids=[row[0][:30] for row in SAID])
def test_who_says_so(text: str, category: str, status: str, who: tuple[str, ...]) -> None:
    assert told_by(text) == (category, status, who)


TWO = [
    # two dates, two acts
    (
        "최 외무상은 [[14일|2024-01-14]] 평양을 떠나 모스크바에 닿았고, [[16일|2024-01-16]] 푸틴 대통령에게 친서를 전했다.",
        ["visit", "statement"],
    ),
    # one verb for two objects
    (
        "김 위원장은 [[15일|2023-09-15]]에는 전투기 공장을, [[16일|2023-09-16]]에는 호위함을 둘러봤다.",
        ["visit", "visit"],
    ),
    # what comes before "and announced" is no one's words
    (
        "북한은 [[5월|2023-05]] 위성 발사에 실패했고, [[10월|2023-10]] 다시 쏘겠다고 예고했다.",
        ["weapons-test", "weapons-test"],
    ),
]


@pytest.mark.parametrize(("text", "categories"), TWO, ids=[row[0][:20] for row in TWO])
def test_two_dates_are_two_mentions(text: str, categories: list[str]) -> None:
    assert [mention.category for mention in mentions(text)] == categories


HOLDERS = [("2023-07-25", "sergei-shoigu"), ("2024-07-18", "andrei-belousov")]


@pytest.mark.parametrize(("day", "holder"), HOLDERS)
def test_the_defence_minister_is_whoever_was_that_day(day: str, holder: str) -> None:
    assert the_mention(f"러시아 국방장관은 [[{day}|{day}]] 평양을 방문했다.").actors == (holder,)


def test_who_looks_around_says_nothing() -> None:
    assert the_mention("쇼이구 장관은 [[7월|2023-07]] 무기전시회를 둘러봤다.").attributed_to == ()


UNNAMED = [
    ("미 당국자들", "American officials", "مسؤولون من الولايات المتحدة"),
    ("한국 정부 관계자", "South Korean official", "مسؤول من كوريا الجنوبية"),
    ("현지 소식통", "source", "مصدر"),
    ("외신", "media", "وسائل إعلام"),
]


@pytest.mark.parametrize(("words", "english", "arabic"), UNNAMED, ids=[row[1] for row in UNNAMED])
def test_speakers_without_a_name_in_the_language_of_the_interface(
    words: str, english: str, arabic: str
) -> None:
    assert (unnamed(words, TOPIC, "en"), unnamed(words, TOPIC, "ar")) == (english, arabic)


# text, category, status of its last mention
TOLD_BY_THE_LAST_VERB = [
    ("대표단은 올림픽이 개막하는 [[9일|2024-11-09]] 서울에 온다.", "visit", "happened"),
    ("정부는 [[2010년|2010]] 북한 선박의 입항을 금지했다.", "sanctions", "happened"),
    ("두 정상은 [[4월 27일|2018-04-27]] 판문점에서 처음 손을 잡았다.", "summit", "happened"),
    # the source behind what is told: told by the article, unless nobody names it or the act is disputed
    ("김정은이 [[13일|2023-09-13]] 러시아를 방문했다고 조선중앙통신이 전했다.", "visit", "happened"),
    ("김정은이 [[13일|2023-09-13]] 러시아를 방문했다고 소식통이 전했다.", "visit", "claimed"),
    ("북한이 [[13일|2023-09-13]] 러시아에 포탄을 보냈다고 조선중앙통신이 전했다.", "arms-transfer", "claimed"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "category", "status"), TOLD_BY_THE_LAST_VERB)
def test_a_clause_tells_what_its_last_verb_tells(text: str, category: str, status: str) -> None:
    assert told(text) == (category, status)
