"""Which articles go back to one text."""

from telling import article, entries_of, meeting, only, person, report

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


STATEMENT = (
    "The ministers of Kenya and Norway held the second round of their dialogue in Oslo on May 6. "
    "They agreed to begin the survey of the coast in the autumn and to train 40 officers of the "
    "coast guard in Bergen in each of the next three years. "
    "The two sides decided to share the charts that their vessels have drawn since 2029. "
    "Kenya restated that it will guard the harbour of Lamu and the crews who work in it. "
    "The third round is to be held in Nairobi in the spring of 2032."
)
REWORDED = (
    "The chiefs of Kenya and Norway completed the second lap of their conversation in Oslo on "
    "May 6. "
    "They consented to open the measuring of the shore in the fall and to school 40 men of the "
    "shore watch in Bergen in each of the next three seasons. "
    "The two camps resolved to split the maps that their boats have sketched since 2029. "
    "Kenya repeated that it will shield the port of Lamu and the hands who toil in it. "
    "The third lap is to be staged in Nairobi in the spring of 2032."
)


def _reports(*texts: str, people: tuple[str, ...] = ("Ole Hansen", "Amina Odhiambo")):
    told = [article(f"{text} {' and '.join(people)} spoke.", "2031-05-07") for text in texts]
    return [
        report(
            a,
            meetings=[meeting(a, "Kenya and Norway")],
            people=[person(a, name) for name in people],
        )
        for a in told
    ]


def test_a_copy_with_every_noun_replaced_shares_the_origin_and_says_so():
    (origin,) = only(Origin, entries_of(*_reports(STATEMENT, REWORDED)))
    assert len(origin.articles) == 2
    assert "the frame of their sentences in other words" in origin.why


def test_the_same_frames_about_another_meeting_are_another_origin():
    (one,) = _reports(STATEMENT)
    (other,) = _reports(REWORDED, people=("Wanjiru Kamau", "Sigrid Lie"))
    assert len(only(Origin, entries_of(one, other))) == 2
