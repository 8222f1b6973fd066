"""A day at a hub about robots: a dozen stories with everything that real ones have. Invented from first to last."""

from collections.abc import Sequence

from tests.render.site.carded import carded
from tests.render.site.editions import Told, edition, story, thumbnail
from topicwire.model.article import ArticleKind
from topicwire.model.hub import Edition
from topicwire.model.record import RankedArticle
from topicwire.model.story import Story

__all__ = ["PICTURES", "RECALL", "robotics", "robotics_stories"]
Group = tuple[list[RankedArticle], Story]
PICTURES = {name: f"https://pictures.example/{name}.jpg" for name in ("recall", "strawberries", "harbour", "stairs")}

RECALL = (
    Told(
        title="Orlen Dynamics recalls 41,000 factory arms after wrist joints let go under load",
        outlet="Automation Weekly",
        authors=("Mina Okafor", "Jonas Brandt"),
        excerpt="The company asks plants to halve the speed of every six-axis arm built since May until a new wrist "
        "gear is fitted. Three workers were bruised; none was badly hurt. The fix takes forty minutes an arm, and "
        "Orlen says it has the parts for a third of them.",
        hours=3.2,
    ),
    Told(title="Factory robot maker tells customers to slow down", outlet="The Harbour Post", hours=6.4,
         authors=("Ines Calder",)),
    Told(title="What the Orlen recall means for small workshops", outlet="Shopfloor", hours=2.1,
         authors=("Per Lund",)),
    Told(title="オルレン、産業用アーム4万1千台をリコール 手首部の歯車に不具合", outlet="機械日日", hours=5.0,
         language="ja", domain="kikai.example"),
    Told(title="أورلين تسحب 41 ألف ذراع صناعية بعد أعطال في المفصل", outlet="صدى المصانع", hours=4.4, language="ar",
         domain="sada.example"),
    Told(title="Orlen ruft 41.000 Industrieroboter zurück", outlet="Werkhalle heute", hours=5.2, language="de"),
    Told(title="Recall of robot arms: the list of affected models", outlet="Plant Safety Digest", hours=4.9),
    Told(title="Insurers look at robot recall with raised eyebrows", outlet="Risk & Cover", hours=1.5),
    Told(title="Orlen shares fall a tenth on recall", outlet="Marketline", hours=5.8),
    Told(title="Unions: speed limits for arms were asked for two years ago", outlet="Labour Courier", hours=2.6),
    Told(title="How a wrist gear fails: the engineering behind the recall", outlet="Torque Notes", hours=1.1,
         authors=("Dr. Wanda Reiss",)),
    Told(title="Regulator opens a file on Orlen", outlet="Norm & Law", hours=0.7),
    Told(title="Orlen Dynamics recalls 41,000 factory arms", outlet="Newswire Copyroom", hours=3.0, is_copy=True),
    Told(title="Orlen recalls 41,000 arms after wrist joints let go", outlet="Eastern Ledger", hours=2.9, is_copy=True),
    Told(title="Watch: the forty-minute wrist repair", outlet="Bench Channel", hours=0.9, kind=ArticleKind.VIDEO),
)  # fmt: skip


def robotics_stories() -> Sequence[Group]:
    """Build the stories, hottest first."""
    return (
        story(RECALL, quality=97, topics=("Robot arms", "Standards & law", "Robotics"), picture=PICTURES["recall"]),
        story(
            (
                Told(
                    title="A strawberry picker that asks before it picks",
                    outlet="Field & Furrow",
                    authors=("Teodora Lindqvist",),
                    excerpt="Growers in three counties let a machine show them each doubtful berry for one season. It "
                    "asked 212,000 times, and by August it hardly had to.",
                    hours=7.5,
                ),
                Told(title="Berry robots learn from pickers' shrugs", outlet="The Harbour Post", hours=5.5),
                Told(title="Aardbeienrobot vraagt het de teler", outlet="Kas & Veld", hours=9.0, language="nl"),
            ),
            quality=92,
            topics=("Farming", "Grippers", "Robotics"),
            picture=PICTURES["strawberries"],
        ),
        story(
            (
                Told(
                    title="Port of Aldhaven hands night watch to a flock of nine drones",
                    outlet="The Harbour Post",
                    authors=("Ines Calder",),
                    excerpt="They read seals, smell for leaks and are back on their masts by six. The night crew moves "
                    "indoors and keeps the last word.",
                    hours=10.0,
                ),
                Told(title="Nine drones, one harbour, no night shift?", outlet="Labour Courier", hours=8.0),
                Told(title="Aldhaven port contracts drone watch", outlet="Marketline", hours=11.5),
                Told(title="Port puts drones on the night watch", outlet="Eastern Ledger", hours=9.5, is_copy=True),
            ),
            quality=84,
            topics=("Drones", "Robotics"),
            picture=PICTURES["harbour"],
        ),
        story(
            (
                Told(
                    title="新标准草案：协作机器人须在半秒内感知触碰",
                    outlet="机器日报",
                    domain="jiqi-ribao.example",
                    excerpt="草案公开征求意见三个月，制造商担心旧设备无法升级。",
                    language="zh",
                    hours=12.0,
                ),
                Told(title="Draft rule: half a second to feel a touch", outlet="Norm & Law", hours=6.0),
            ),
            quality=88,
            topics=("Standards & law", "Robotics"),
        ),
        story(
            (
                Told(
                    title="روبوت الرعاية الذي يتعلم أسماء الأحفاد",
                    outlet="صدى المصانع",
                    domain="sada.example",
                    excerpt="تجربة في ستة بيوت للمسنين: الآلة تصغي أكثر مما تتكلم، والممرضات يقررن ما تنسى.",
                    authors=("ليلى حداد",),
                    language="ar",
                    hours=14.0,
                ),
            ),
            quality=86,
            topics=("Care", "Robotics"),
        ),
        story(
            (
                Told(
                    title="It took a lab eleven years to teach a robot to climb its own front stairs; the neighbours' "
                    "dog did it on the first afternoon, and the paper says so in its acknowledgements",
                    outlet="Torque Notes",
                    excerpt="A long, funny and very exact account of ice, gravel, a pram and a gait that is now in "
                    "four products.",
                    authors=("Dr. Wanda Reiss",),
                    hours=19.0,
                ),
                Told(title="Stairs, at last", outlet="Automation Weekly", hours=16.0),
            ),
            quality=90,
            picture=PICTURES["stairs"],
        ),
        story(
            (
                Told(
                    title="Milking robots: who owns what the cow says?",
                    outlet="Field & Furrow",
                    excerpt="A dairy co-operative wants its barn records back, and a court will hear why.",
                    hours=21.0,
                ),
                Told(title="Court to hear barn data case", outlet="Norm & Law", hours=20.0),
            ),
            quality=76,
            topics=("Farming", "Standards & law", "Robotics"),
        ),
        story(
            (Told(title="Gripper with no moving parts lifts an egg, then a brick", outlet="Shopfloor", hours=23.0,
                  excerpt="The trick is sand, and who lets the air out of it."),),
            quality=78,
            topics=("Grippers", "Robot arms", "Robotics"),
        ),
        story(
            (Told(title="Watch: a drone that lands on a moving bicycle", outlet="Bench Channel", hours=30.0,
                  kind=ArticleKind.VIDEO),),
            quality=80,
            topics=("Drones", "Robotics"),
        ),
        story(
            (Told(title="Kitchen arm burns 4,000 pancakes so that you need not", outlet="Automation Weekly", hours=34.0,
                  excerpt="Its maker published every one of them."),),
            quality=74,
            topics=("Robot arms", "Robotics"),
        ),
        story(
            (
                Told(title="Weeding robots cross the border on a bus", outlet="Field & Furrow", hours=49.0,
                     excerpt="Sharing ten machines between forty farms needs a timetable, and a good driver."),
                Told(title="Ten robots, forty farms, one bus", outlet="Eastern Ledger", hours=47.0),
            ),
            quality=71,
            topics=("Farming", "Robotics"),
        ),
        story(
            (Told(title="Last year's exoskeletons, one year on", outlet="Labour Courier", hours=24 * 40,
                  excerpt="Who still wears them, and who hung them on a nail."),),
            quality=79,
            topics=("Care", "Robotics"),
        ),
        story((Told(title="Too lukewarm to print", outlet="Marketline", hours=2.0),), quality=30),
    )  # fmt: skip


def robotics() -> Edition:
    """Freeze the day; one picture has no copy, so its story shows none."""
    return carded(edition(robotics_stories(), thumbnails=map(thumbnail, list(PICTURES.values())[:3])))
