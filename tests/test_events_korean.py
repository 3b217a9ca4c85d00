"""Korean events: sentences, kinds of act, status, who says so, who denies, speakers without a name."""

from __future__ import annotations

import pytest

from tests.marked import TOPIC, kind, mentions, parts, the_mention, told, told_by
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


# one act in the words of the press; {} is its date
ACTS = {
    "visit": [
        "김정은 위원장이 {} 블라디보스토크역 플랫폼에 내려섰다.",
        "{} 열병식 주석단에는 메드베데프 부의장이 앉았다.",
        "마트비옌코 의장이 {} 평양행 비행기에 몸을 실었다.",
        "알렉산드로프 앙상블이 {} 방북했다.",
        "쿠르스크 주지사가 {} 평양행에 나섰다.",
        "쇼이구 서기는 {} 평양 땅을 밟았다.",
        "몽골 대통령이 {} 김일성종합대학을 둘러봤다.",
        "최 외무상이 탄 비행기가 {} 모스크바로 기수를 돌렸다.",
        "북한군 대표단이 {} 모스크바 군사포럼에 참가했다.",
        "크렘린에서 {} 북한 손님을 위한 만찬이 열렸다.",
        "김 위원장은 {} 극동연방대 수족관을 관람했다.",
        "라브로프 장관이 {} 평양에 도착했다.",
        "나리시킨 국장이 {} 북한에 다녀갔다.",
        "북한 보건상이 {} 모스크바에 닿았다.",
    ],
    "summit": [
        "두 정상의 만남이 {} 블라디보스토크에서 이뤄졌다.",
        "남북정상회담이 {} 성사됐다.",
        "시진핑 주석이 {} 김정은 위원장과 회담했다.",
        "푸틴과 김정은의 단독회담은 {} 진행되였다.",
        "김정은 위원장은 {} 푸틴 대통령과 두 시간 대화했다.",
        "{} 북러 정상회담이 열렸다.",
        "푸틴과 김정은이 {} 같은 차를 타고 회담장으로 갔다.",
        "푸틴과 김정은이 {} 보스토치니에서 만났다.",
        "트럼프와 김정은이 {} 판문점에서 손을 맞잡았다.",
    ],
    "arms-transfer": [
        "러시아제 방공미사일이 {} 평양 인근에 배치됐다.",
        "러시아는 {} 북한에 레이더를 넘겨줬다.",
        "북한과 러시아가 {} 무기 거래에 합의했다.",
        "북한제 자주포가 {} 러시아에서 포착됐다.",
        "러시아는 {} 포탄 값을 기름으로 치렀다.",
        "우크라이나군이 {} 북한제 박격포를 노획했다.",
        "북한이 {} 창고를 털어 포탄을 내줬다.",
        "러시아는 {} 북한에서 탄도미사일을 넘겨받았다.",
        "러시아가 {} 샤헤드 드론 생산 기술을 넘겼다.",
        "북한제 방사포가 {} 수미 전선에서 목격됐다.",
        "북한산 포탄이 {} 티호레츠크 탄약고에 들어갔다.",
        "러시아가 {} 북한에 판치리 방공체계를 넘겼다.",
        "북한이 {} 방사포 50문을 지원했다.",
        "북한 포탄 열차가 {} 하산을 지났다.",
    ],
    "troops": [
        "김 위원장이 {} 파병 장병에게 영웅 칭호를 줬다.",
        "북한군이 {} 전장에 다시 나타났다.",
        "생포된 북한 병사가 {} 숨졌다.",
        "선발대가 {} 러시아행 배를 탔다.",
        "북한군의 러시아 이동이 {} 시작됐다.",
        "북한 병사 두 명이 {} 붙잡혔다.",
        "북한이 {} 러시아에 병력을 보냈다.",
        "북한은 {} 공병 1천 명을 파견했다.",
        "북한군이 {} 쿠르스크에서 첫 교전을 치렀다.",
        "공병부대 환영식이 {} 평양에서 열렸다.",
        "북한군이 {} 마을을 되찾았다.",
        "북한군은 {} 우수리스크 훈련장에서 훈련했다.",
        "러시아가 {} 북한군과 함께 쿠르스크를 되찾았다.",
        "북한군이 {} 지뢰밭으로 걸어 들어갔다.",
    ],
    "treaty": [
        "조약이 {} 발효됐다.",
        "김 위원장이 {} 국무위원장 정령으로 조약을 비준했다.",
        "6·15 공동선언이 {} 채택됐다.",
        "정부가 {} 9·19 합의의 효력을 정지했다.",
        "상원이 {} 비준안을 처리했다.",
        "문화교류계획이 {} 조인됐다.",
        "양측은 {} 의정서에 도장을 찍었다.",
        "북한은 {} NPT에서 탈퇴했다.",
        "양국은 {} 비자 협정에 가서명했다.",
        "양해각서가 {} 교환됐다.",
        "러시아 하원이 {} 조약을 비준했다.",
        "포괄적전략동반자조약이 {} 체결됐다.",
        "조소 우호조약이 {} 맺어졌다.",
        "양국은 {} 비준서를 맞바꿨다.",
    ],
    "sanctions": [
        "안보리는 {} 대북 정유 공급을 조였다.",
        "방코델타아시아 자금이 {} 묶였다.",
        "미 법원이 {} 북한 화물선을 몰수했다.",
        "미국이 {} 와이즈 어니스트호를 압류했다.",
        "안보리가 {} 결의 2397호를 채택했다.",
        "패널 임기가 {} 끝났다.",
        "러시아가 {} 전문가패널 연장에 거부권을 행사했다.",
        "한국이 {} 북한 석탄을 실은 배를 억류했다.",
        "정부가 {} 러시아인 4명을 독자제재했다.",
        "미국이 {} 해커에 현상금을 걸었다.",
        "전문가패널이 {} 활동을 접었다.",
        "미국이 {} 은행을 제재했다.",
        "우크라이나가 {} 북한군 장성을 제재했다.",
        "라자루스가 {} 제재 목록에 추가됐다.",
    ],
    "weapons-test": [
        "발사체 잔해가 {} 서해에서 인양됐다.",
        "북한이 {} 로켓 엔진을 시험했다.",
        "북한 미사일이 {} 동해에 떨어졌다.",
        "김정은 위원장이 {} 탱크부대 사격을 지켜봤다.",
        "김 위원장이 {} 포사격을 지도했다.",
        "두 번째 위성이 {} 불타 없어졌다.",
        "미사일이 {} 일본 상공을 지나갔다.",
        "ICBM 발사가 {} 있었다.",
        "북한 위성이 {} 우주로 올라갔다.",
        "로켓이 {} 공중에서 터졌다.",
        "미사일은 {} 70분을 날았다.",
        "풍계리에서 {} 핵폭발이 일어났다.",
        "구축함에서 {} 순항미사일이 날아올랐다.",
    ],
    "statement": [
        "김정은 위원장이 {} 연설했다.",
        "북한이 {} 침묵을 깼다.",
        "라브로프 장관이 {} 평양에서 회견을 열었다.",
        "합참의장이 {} 강력 대응을 지시했다.",
        "북한은 {} 파병을 인정했다.",
        "북한 대사가 {} 불만을 나타냈다.",
        "북한이 {} 서울의 제안을 거절했다.",
        "크렘린은 {} 방문설에 답하지 않았다.",
        "김 위원장이 {} 연하장을 보냈다.",
        "유엔 사무총장이 {} 자제를 촉구했다.",
        "북한 외무성이 {} 담화를 냈다.",
        "김 위원장이 {} 조전을 보냈다.",
        "김여정 부부장이 {} 서울을 위협했다.",
        "블링컨 장관이 {} 중국에 경고했다.",
    ],
    "economy": [
        "나진항 3호 부두가 {} 완공됐다.",
        "러시아가 {} 북한 빚을 깎아 줬다.",
        "원산 해수욕장이 {} 손님을 받았다.",
        "북한이 {} 러시아 종자를 사들였다.",
        "말들이 {} 두만강역으로 실려 갔다.",
        "모스크바-평양 직항편이 {} 떴다.",
        "북한 식당이 {} 모스크바에 문을 열었다.",
        "개성공단이 {} 다시 돌아갔다.",
        "말을 실은 열차가 {} 하산에 닿았다.",
        "러시아 의약품이 {} 평양 약국에 들어왔다.",
        "마지막 북한 노동자들이 {} 러시아를 떠났다.",
        "러시아인들이 {} 마식령에서 스키를 탔다.",
        "미르 카드 결제가 {} 시작됐다.",
        "북한이 {} 외국인 관광을 재개했다.",
    ],
    "other": [
        "박근혜 대통령이 {} 파면됐다.",
        "남북은 {} 단일팀을 꾸렸다.",
        "여객기가 {} 추락했다.",
        "제9차 당대회가 {} 막을 올렸다.",
        "남북 축구가 {} 0-0으로 비겼다.",
        "김정일 장의식이 {} 거행됐다.",
        "한국이 {} 스리랑카를 8-0으로 이겼다.",
        "북한 역도 선수가 {} 금메달을 땄다.",
        "북한 병사가 {} 군사분계선을 넘어 귀순했다.",
        "북한이 {} 경의선 도로를 폭파했다.",
        "우리 군이 {} 경고사격을 했다.",
        "우크라이나가 {} 북한과 단교했다.",
        "미군 병사가 {} 추방됐다.",
        "북한 외교관이 {} 한국으로 망명했다.",
    ],
}


@pytest.mark.parametrize("category", ACTS)
def test_acts_as_the_press_tells_them(category: str) -> None:
    for text in ACTS[category]:
        assert kind(the_mention(text.format("[[2024년 3월 14일|2024-03-14]]"))) == (category, "happened"), (
            text
        )


# text, category and status of its first mention
CHOSEN = [
    ("북한은 파병이 [[지난해 6월|2023-06]] 맺은 조약에 따른 것이라고 강조했다.", "treaty", "happened"),
    ("북한이 [[어제|2024-11-30]] 쏜 탄도미사일이 극초음속미사일이었다고 한국군은 주장했다.", "weapons-test", "happened"),
    ("[[지난 12일|2024-11-12]] 국경을 넘은 김정은 위원장은 푸틴 대통령과 마주 앉았다.", "visit", "happened"),
    ("위성을 궤도에 올렸고, [[올해는|2024]] 세 기를 더 쏘겠다고 공언했다.", "weapons-test", "planned"),
    ("[[12일|2024-11-12]] 라브로프 장관은 원산에서 김정은 위원장을 만나 관광객이 늘 것이라고 했다.", "visit", "happened"),
    ("[[12일|2024-11-12]] 라브로프 장관은 기자들과 만나 관광객이 늘 것이라고 말했다.", "statement", "happened"),
    ("북한이 [[11월 12일|2024-11-12]] 조약에 서명했다는 관측이 나온다.", "treaty", "claimed"),
    ("국정원에 따르면 북한이 [[11월 12일|2024-11-12]] 탄도미사일을 발사했다.", "weapons-test", "claimed"),
    ("양측은 [[11월 12일|2024-11-12]] 어업 협정에 서명했다.", "treaty", "happened"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "category", "status"), CHOSEN)
def test_what_is_chosen_between_kinds(text: str, category: str, status: str) -> None:
    assert kind(mentions(text)[0]) == (category, status)
