"""Stories in four languages, and files built from them, for test_documents.py."""

from __future__ import annotations

import io
import zipfile

#: Language -> stories, each a headline and its paragraphs. Two on one beat, one on another.
STORIES: dict[str, list[tuple[str, list[str]]]] = {
    "en": [
        (
            "Envoy flies to Pyongyang with a letter from Moscow",
            [
                "A senior Russian envoy landed in Pyongyang on Tuesday carrying a letter to Kim Jong Un.",
                "The delegation was met at the airport by the foreign minister and an honour guard.",
                "Officials in Moscow said the letter sets out proposals on trade, rail traffic and security.",
                "He also toured an exhibition of farm machinery before the evening banquet, radio said.",
                "Seoul called the trip a matter of concern and promised to watch what is signed.",
                "The envoy is expected to return to Moscow on Friday after a second round of talks.",
            ],
        ),
        (
            "Satellite pictures show a warship growing in a northern dockyard",
            [
                "Commercial satellite pictures taken in April show a hull about 140 metres long in Nampo.",
                "Analysts at a research institute counted dozens of launch cells on the deck of the warship.",
                "It would be the largest vessel the country's dockyard workers have ever put into the water.",
                "The institute believes that foreign engineers helped to fit its radar and its engines.",
                "A launch ceremony could be held before the autumn, the analysts wrote in their report.",
            ],
        ),
        (
            "Flood water drives thousands from homes along the river",
            [
                "Rescue crews used boats on Sunday to reach villages cut off by the worst flood in a decade.",
                "More than four thousand people slept in schools and sports halls, the province said.",
                "Rain is forecast to ease by midweek, but engineers fear that an old dam may not hold.",
                "Farmers reported that most of the rice harvest along the river has been lost.",
                "The government has set aside money for new homes on higher ground.",
            ],
        ),
    ],
    "ar": [
        (
            "مبعوث روسي يحمل رسالة إلى بيونغ يانغ",
            [
                "وصل مبعوث روسي رفيع إلى بيونغ يانغ يوم الثلاثاء حاملاً رسالة خطية إلى كيم جونغ أون.",
                "واستقبل وزير الخارجية الوفد في المطار بحضور حرس الشرف وعدد من السفراء.",
                "وقال مسؤولون في موسكو إن الرسالة تتضمن مقترحات للتعاون في التجارة والسكك الحديدية.",
                "وأضاف المبعوث أنه سيزور معرضاً للآلات الزراعية قبل مأدبة العشاء الرسمية.",
                "ووصفت سيول الرحلة بأنها مقلقة وتعهدت بمتابعة ما سيوقع عليه الجانبان.",
                "ومن المنتظر أن يعود المبعوث إلى موسكو يوم الجمعة بعد جولة ثانية من المحادثات.",
            ],
        ),
        (
            "لقطات من الفضاء تكشف سفينة حربية ضخمة في حوض شمالي",
            [
                "أظهرت لقطات تجارية التقطت في أبريل هيكل سفينة طولها نحو 140 متراً في حوض نامبو.",
                "وأحصى محللون في معهد للأبحاث عشرات من خلايا الإطلاق على سطح السفينة الحربية.",
                "وستكون هذه أكبر قطعة بحرية ينزلها عمال الحوض إلى الماء منذ تأسيسه.",
                "ويعتقد المعهد أن مهندسين أجانب ساعدوا في تركيب الرادار والمحركات.",
                "وقد تقام مراسم التدشين قبل حلول الخريف، بحسب ما جاء في تقرير المعهد.",
            ],
        ),
        (
            "السيول تشرد آلاف السكان في قرى ضفاف النهر",
            [
                "استخدمت فرق الإنقاذ القوارب يوم الأحد للوصول إلى قرى عزلتها أسوأ سيول منذ عقد.",
                "وأمضى أكثر من أربعة آلاف شخص ليلتهم في المدارس والصالات الرياضية، بحسب المحافظة.",
                "ويتوقع أن يخف المطر منتصف الأسبوع، غير أن المهندسين يخشون انهيار سد قديم.",
                "وأفاد مزارعون بأن معظم محصول الأرز على ضفاف النهر قد تلف.",
                "وخصصت الحكومة أموالاً لبناء بيوت جديدة في أماكن مرتفعة.",
            ],
        ),
    ],
    "ru": [
        (
            "Посланник Москвы привёз письмо в Пхеньян",
            [
                "Российский посланник прилетел в Пхеньян во вторник с письмом для Ким Чен Ына.",
                "В аэропорту делегацию встретили министр иностранных дел и рота почётного караула.",
                "В Москве пояснили, что в письме изложены предложения о торговле и железных дорогах.",
                "Он также осмотрел выставку сельскохозяйственных машин перед торжественным ужином.",
                "Сеул назвал поездку тревожной и пообещал следить за тем, что подпишут стороны.",
                "Ожидается, что посланник вернётся в Москву в пятницу после второго круга переговоров.",
            ],
        ),
        (
            "Снимки из космоса показали крупный корабль на северной верфи",
            [
                "На коммерческих снимках, сделанных в апреле, виден корпус длиной около 140 метров.",
                "Аналитики исследовательского института насчитали на палубе десятки пусковых ячеек.",
                "Это будет самый большой корабль, который рабочие верфи когда-либо спускали на воду.",
                "В институте считают, что радар и двигатели помогали ставить иностранные инженеры.",
                "Церемония спуска может пройти до осени, говорится в докладе института.",
            ],
        ),
        (
            "Паводок выгнал из домов тысячи жителей прибрежных сёл",
            [
                "Спасатели в воскресенье на лодках добирались до сёл, отрезанных сильнейшим паводком.",
                "Более четырёх тысяч жителей ночевали в школах и спортзалах, сообщили в провинции.",
                "Дожди ослабнут к середине недели, однако инженеры опасаются за старую плотину.",
                "Фермеры рассказали, что большая часть урожая риса вдоль реки погибла.",
                "Правительство выделило деньги на новые дома в местах повыше.",
            ],
        ),
    ],
    "ko": [
        (
            "러시아 특사, 친서 들고 평양 도착",
            [
                "러시아 고위 특사가 김정은 위원장에게 전할 친서를 들고 화요일 평양에 도착했다.",
                "공항에는 외무상과 의장대가 나와 특사 일행을 맞았다고 국영 라디오가 전했다.",
                "모스크바 당국자들은 친서에 교역과 철도, 안보에 관한 제안이 담겼다고 설명했다.",
                "그는 저녁 연회에 앞서 농기계 전시장도 둘러본 것으로 알려졌다.",
                "서울은 이번 방문에 우려를 나타내며 서명될 문서를 지켜보겠다고 밝혔다.",
                "특사는 두 번째 회담을 마친 뒤 금요일 모스크바로 돌아갈 예정이다.",
            ],
        ),
        (
            "위성사진에 잡힌 북쪽 조선소의 대형 군함",
            [
                "지난 4월 촬영된 상업 위성사진에 길이 140미터가량의 선체가 포착됐다.",
                "한 연구소 분석가들은 군함 갑판에서 수십 개의 발사관을 확인했다고 적었다.",
                "조선소 노동자들이 지금까지 물에 띄운 배 가운데 가장 큰 규모가 될 전망이다.",
                "연구소는 외국 기술자들이 레이더와 엔진 설치를 도왔다고 보고 있다.",
                "진수식은 가을이 오기 전에 열릴 수 있다고 보고서는 내다봤다.",
            ],
        ),
        (
            "강변 마을 덮친 홍수에 주민 수천 명 대피",
            [
                "구조대는 일요일 십 년 만의 홍수로 고립된 마을에 보트를 타고 들어갔다.",
                "주민 사천여 명이 학교와 체육관에서 밤을 보냈다고 도 당국이 집계했다.",
                "비는 주중에 잦아들 것으로 보이지만 낡은 댐이 버틸지는 알 수 없다.",
                "농민들은 강변 논의 벼가 대부분 물에 잠겼다고 하소연했다.",
                "정부는 높은 지대에 새 주택을 짓기 위한 예산을 따로 마련했다.",
            ],
        ),
    ],
}

#: Language -> labels that open links or an appended article.
LABELS = {
    "en": ["Read also:", "Related articles", "More stories", "READ NEXT", "You may also like"],
    "ar": ["إقرأ أيضاً:", "اقرأ أيضا", "مقالات ذات صلة", "مواضيع ذات صلة:", "شاهد أيضاً"],
    "ru": ["Читайте также", "Читайте также:", "По теме", "Материалы по теме", "Смотрите также"],
    "ko": ["관련기사", "[관련 기사]", "▶ 관련기사", "함께 보면 좋은 기사", "이 시각 주요뉴스"],
}

#: Language -> what is printed once an article is over.
CLOSING = {
    "en": "Tags: diplomacy, region",
    "ar": "كلمات دلالية: دبلوماسية المنطقة",
    "ru": "Теги: дипломатия, регион",
    "ko": "저작권자 ⓒ 보기신문, 무단전재 및 재배포 금지",
}


def story(language: str, number: int) -> str:
    headline, paragraphs = STORIES[language][number]
    return "\n".join([headline, *paragraphs])


def zipped(files: dict[str, bytes], **options: int) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()
