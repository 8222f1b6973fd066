"""Why a story stands where it does, in one sentence each."""

from topicwire.render.wording import Wording


def why_it_leads(wording: Wording, reports: int, quality: int | None, best_other: int | None) -> str:
    """Say why the lead leads.

    Args:
        wording: the language to say it in.
        reports: articles in the story, the lead counted.
        quality: of the lead; None when its record came without figures.
        best_other: highest quality among the others; None when none has one.
    """
    if reports == 1:
        return wording.words["why_alone"]
    told = wording.count(reports, "n_report")
    if quality is None:
        return wording.say("why_named", reports=told)
    if best_other is not None and best_other > quality:
        return wording.say("why_named_though", quality=best_other)
    return wording.say("why_best", reports=told, points=wording.count(quality, "n_point"))


def why_it_shows(wording: Wording, heat: int | None, threshold: int) -> str:
    """Say how its heat stands to the hub's threshold."""
    if heat is None:
        return wording.words["why_unfigured"]
    return wording.say("why_hot_enough" if heat >= threshold else "why_too_cold", heat=heat, threshold=threshold)
