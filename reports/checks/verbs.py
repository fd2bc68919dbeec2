"""The verbs by which action items say what to do, in English. Pure."""

from __future__ import annotations

_VERBS = frozenset(
    word
    for line in (
        "add adapt adjust agree alert allow analyse analyze announce apply approve arrange ask assert assess assign attach audit",
        "automate backfill back backup balance ban benchmark block book bring build buffer bump cache calculate call cap capture",
        "catch change check choose classify clean clear close collect communicate compare complete compress configure confirm",
        "connect consolidate contact convert copy correct cover create cull cut cordon decide declare decommission decouple",
        "decrease define delete deploy deprecate describe design detect determine develop disable discard disconnect distribute",
        "document do drain drill drop dump duplicate educate eliminate email emit enable encrypt enforce enhance ensure escalate",
        "establish evaluate exclude exercise expand expire export expose extend extract fail figure file filter finalise",
        "finalize find finish fix flag force gate generate get give grant group guard handle harden hash hold host identify",
        "ignore implement import improve include increase index inform initiate install instrument integrate introduce",
        "investigate invite isolate iterate join keep label launch learn limit link list load lock log lower maintain make",
        "manage map measure merge migrate mirror mitigate modify monitor mount move negotiate notify open optimise optimize",
        "order organise organize outline overhaul own page parallelise parallelize patch pause pin plan poll post practise",
        "practice prepare prevent print prioritise prioritize probe promote propose protect prove provide provision prune",
        "publish purge push put quarantine query queue raise rate re-iterate read rebuild recommend reconcile record recover",
        "redesign redirect reduce refactor refine refresh register rehearse reject release reload remove rename render reorder",
        "repair replace replicate reply report request require research reserve reset resolve restart restore restrict retire",
        "retrain retry return reuse reverse revert review revise revisit revoke rewrite roll rotate route run save scale schedule",
        "scope seal secure select send separate serialise serialize set setup share shard ship show shrink shut sign simplify",
        "simulate size skip snapshot solve sort specify split stage standardise standardize start stop store stream streamline",
        "strengthen submit subscribe suppress surface survey switch sync tag take target teach tell terminate test throttle",
        "tighten time track trace train transfer transition translate triage trigger trim tune turn unblock unify uninstall",
        "unpin update upgrade upload use validate vendor verify version visit wait walk warn watch whitelist widen wire wrap",
        "write re-key rerun rethink reprovision re-run re-enable continue avoid always never encourage remember adopt",
        "compile coordinate demote document draft embed enrich hire host inspect limit lint orchestrate perform pilot present",
        "produce profile reach renew restructure rollback sanitise sanitize scan script search seek set-up sponsor stabilise",
        "stabilize support suspend swap template treat upstream",
    )
    for word in line.split()
)


def has_verb(words: str) -> bool:
    """Whether a text, as `plain` leaves it, holds a verb that asks for something; one that begins with `adding` does."""
    first, *_ = said = words.replace("/", " ").split() or [""]
    bare = first.removesuffix("ing")
    asked = bare != first and bool(_VERBS & {bare, f"{bare}e", bare[:-1]})
    return asked or not _VERBS.isdisjoint(said)
