"""Which articles go back to one text."""

from telling import article, entries_of, meeting, only, report

from stocktake.model import Origin

BODY = (
    "The delegations of Kenya and Norway agreed that the survey of the coast begins in the "
    "autumn, that forty officers of the coast guard are trained in Bergen every year, and "
    "that the two ministries share the charts which their vessels draw. They also spoke of "
    "the prices of fish, of the wind parks off Lamu and of the schools for seafarers, and "
    "praised the work of the crews who took part in the search for the ferry that was lost in "
    "the storm of the last winter. "
)
OTHER = (
    "Traders in Nairobi said on Friday that maize had become dearer because rain came late to "
    "the highlands, while stores along the railway still hold grain of the last harvest. "
    "Mills buy from Uganda, as they did in the dry years, and bakers expect bread to cost a "
    "little more by Easter. Nobody in the market remembers a spring in which lorries waited "
    "this long before the silos. "
)


def test_a_repost_with_another_head_shares_the_origin():
    one = article(f"River Wire has this. {BODY}")
    two = article(f"Seen elsewhere: {BODY} Post your comment.", "2031-05-09")
    assert [o.articles for o in only(Origin, entries_of(report(one), report(two)))] == [
        tuple(sorted((one.id, two.id)))
    ]


def test_two_articles_of_their_own_have_two_origins():
    found = only(Origin, entries_of(report(article(BODY)), report(article(OTHER))))
    assert len(found) == 2
    assert all(o.evidence for o in found)


def test_two_versions_of_one_joint_statement_share_the_origin():
    half = BODY[: len(BODY) // 2]
    one = article(f"Kenya and Norway met. The joint statement said: {half} {OTHER}")
    two = article(f"Norway met Kenya. In a joint statement: {half} {OTHER[::-1]}", "2031-05-07")
    versions = [report(a, meetings=[meeting(a, "met")]) for a in (one, two)]
    assert len(only(Origin, entries_of(*versions))) == 1


def test_a_document_is_told_from_a_report_about_it():
    document = article(f"Begin text: {BODY}", title="Joint Statement on the Fisheries Dialogue")
    agency = article(f"NAIROBI, May 6 (River Wire) - {OTHER}")
    kinds = {
        o.articles[0]: o.kind for o in only(Origin, entries_of(report(document), report(agency)))
    }
    assert kinds == {document.id: "primary document", agency.id: "agency report"}
