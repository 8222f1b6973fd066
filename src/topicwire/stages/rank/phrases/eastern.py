"""Phrases in Japanese, Chinese, Russian and Arabic: few, the plainest of each kind. Tables and nothing else."""

from topicwire.stages.rank.phrases.table import Phrases, listed

JAPANESE = Phrases(
    firsthand=listed(
        "本紙の取材に | 編集部の取材に | 本誌の取材に | 独自取材 | 取材に応じ | 編集部が検証 | 実際に試した"
    ),
    credits=listed(
        "が報じた | と報じている | の報道によると | の報道によれば | 海外メディアによると | {outlet}によると"
    ),
    says=listed("と述べ | と話す | と話し | と語る | と語っ | と説明"),
    release_signs=listed("報道関係者各位 | 本件に関する報道関係者"),
    release_hints=listed("プレスリリース | ニュースリリース | お問い合わせ先 | 会社概要"),
    sponsored=listed("[pr] | 【pr】 | 記事広告 | タイアップ広告 | 提供: | 広告企画"),
    deals=listed("クーポン | 最安値 | お買い得 | セール情報"),
    roundups=listed("まとめ読み | 今週のまとめ | 朝刊まとめ | 週刊まとめ"),
    baits=listed("衝撃の結末 | ヤバすぎ | 知らないと損"),
    listed_things=listed("選 | つの理由 | の方法"),
    desks=listed("編集部 | 共同 | 時事"),
    market=listed("市場"),
    other_markets=listed("株式市場 | 労働市場 | 卸売市場"),
    report_title=listed("規模 | シェア | 成長 | 予測 | 動向 | 分析 | cagr | セグメント"),
    report_body=listed("市場規模 | 市場調査 | 予測期間 | 年平均成長率 | 主要企業 | cagr | 調査レポート"),
)
CHINESE = Phrases(
    firsthand=listed("本报记者 | 本刊记者 | 向本报记者 | 记者独家获悉 | 接受本报采访 | 独家专访 | 本報記者 | 記者獨家"),
    credits=listed(
        "据外媒报道 | 据媒体报道 | 據外媒報道 | 來源:路透 | 转载自 | 轉載自 | 据{outlet}报道 | 據{outlet}報道"
    ),
    says=listed("表示 | 说 | 指出 | 说道 | 表示, | 說"),
    release_signs=listed("美通社 | (美通社) | 美通社/"),
    release_hints=listed("新闻稿 | 新聞稿 | 媒体联系人 | 媒體聯絡 | 关于公司 | 前瞻性声明"),
    sponsored=listed("赞助内容 | 贊助內容 | 商业推广 | 广告内容 | 本文为推广"),
    deals=listed("优惠券 | 優惠碼 | 史低价 | 限时特价"),
    roundups=listed("早报 | 晚报 | 一周回顾 | 每日要闻 | 早報"),
    baits=listed("你绝对想不到 | 不看后悔"),
    listed_things=listed("大理由 | 个技巧 | 種方法 | 种方法 | 款"),
    desks=listed("编辑部 | 新华社 | 小编 | 編輯部"),
    market=listed("市场 | 市場"),
    other_markets=listed("股票市场 | 劳动力市场 | 二手市场"),
    report_title=listed("规模 | 份额 | 增长 | 预测 | 趋势 | 分析 | 复合年增长率 | 規模 | 預測"),
    report_body=listed("市场规模 | 市场调研 | 预测期 | 复合年增长率 | 主要企业 | 研究报告 | 竞争格局"),
)
RUSSIAN = Phrases(
    firsthand=listed(
        "рассказал нам | рассказала нам | сказал нам | мы проверили | мы поговорили | наш корреспондент",
        "эксклюзивное интервью | оказавшиеся в распоряжении редакции | рассказал {outlet} | в интервью {outlet}",
    ),
    credits=listed(
        "сообщают сми | по данным сми | со ссылкой на | сообщает {outlet} | пишет {outlet} | передает {outlet}",
        "по данным {outlet}",
    ),
    says=listed(
        "сказал | сказала | заявил | заявила | рассказал | рассказала | пояснил | отметил | отметила | говорит"
    ),
    release_signs=listed("для немедленной публикации"),
    release_hints=listed("пресс-релиз | пресс-служба | контакты для прессы | контакты для сми | о компании"),
    sponsored=listed("на правах рекламы | партнёрский материал | спецпроект"),
    deals=listed("промокод | промокоды | скидка | скидки до | по лучшей цене"),
    roundups=listed("главное за день | итоги недели | обзор прессы | дайджест | онлайн-трансляция"),
    baits=listed("вы не поверите | вас удивит | никто не ожидал"),
    numbers=listed("три | четыре | пять | шесть | семь | восемь | девять | десять"),
    listed_things=listed("вещей | причин | причины | способов | советов | фактов | ошибок | лучших"),
    desks=listed("редакция | тасс | риа | интерфакс | агентство"),
    market=listed("рынок | рынка"),
    other_markets=listed("рынок труда | фондовый рынок | рынок жилья | рынка труда"),
    report_title=listed("объём | доля | рост | прогноз | тенденции | анализ | сегментация | мировой"),
    report_body=listed("объём рынка | доля рынка | прогнозный период | среднегодовой темп | ключевые игроки"),
)
ARABIC = Phrases(
    firsthand=listed(
        "قال لنا | أخبرنا | في مقابلة حصرية | مراسلنا | وثائق داخلية | في تصريح خاص | في حوار مع {outlet}"
    ),
    credits=listed("نقلاً عن | وفقا لتقارير إعلامية | ذكرت وسائل إعلام | بحسب {outlet} | ذكرت {outlet}"),
    says=listed("قال | قالت | أضاف | أضافت | صرح | أكد | أكدت | أوضح"),
    release_signs=listed("للنشر الفوري"),
    release_hints=listed("بيان صحفي | للتواصل الإعلامي | يسر الشركة أن تعلن | نبذة عن الشركة"),
    sponsored=listed("محتوى مدفوع | إعلان مدفوع | محتوى برعاية"),
    deals=listed("كود خصم | كوبون | أفضل العروض | بأقل سعر"),
    roundups=listed("موجز الأخبار | جولة الصحافة | حصاد الأسبوع | بث مباشر"),
    baits=listed("لن تصدق | شاهد ماذا حدث"),
    listed_things=listed("أسباب | طرق | نصائح | أخطاء | أشياء"),
    desks=listed("وكالات | رويترز | فريق التحرير | هيئة التحرير"),
    market=listed("سوق"),
    other_markets=listed("سوق العمل | سوق الأسهم | سوق العقارات"),
    report_title=listed("حجم | حصة | نمو | توقعات | اتجاهات | تحليل | العالمي"),
    report_body=listed("حجم السوق | حصة السوق | فترة التوقعات | معدل النمو السنوي المركب | أبحاث السوق"),
)
