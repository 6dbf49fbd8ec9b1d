"""Who is one person across articles, and who is not."""

import pytest
from telling import article, entries_of, only, person, report

from stocktake.model import Person
from stocktake.reconcile.names import agree, name

SAME = [
    ("Samir al-Haddadi", "Sameer Al Hadadi"),
    ("Abdul Rahman Qadiri", "Abdel-Rahman Kadiri"),
    ("Li Wenhao", "Wenhao Li"),
    ("Dr. Marta Quist", "Marta Quist"),
    ("Mohammed Karim Tahan", "Muhammad Tahan"),
    ("Çağlar Öztürk", "Caglar Ozturk"),
    ("General Peter J. Holm", "Peter Holm"),
    ("Khaled Yousef", "Khalid Yusuf"),
    ("سمير الحدادي", "Samir al-Haddadi"),
    ("عبد الرحمن القادري", "Abdul Rahman Qadiri"),
    ("Владимир Соколов", "Vladimir Sokolov"),
]
OTHER = [
    ("Samir al-Haddadi", "Nadir al-Haddadi"),
    ("Marta Quist", "Maren Quist"),
    ("John Harmon", "John Harlow"),
    ("Ali Hassan", "Ali Hussein"),
    ("Peter Holm", "Paul Holm"),
]


@pytest.mark.parametrize(("one", "two"), SAME)
def test_spellings_of_one_name_agree(one, two):
    assert agree(name(one), name(two))
    assert agree(name(two), name(one))


@pytest.mark.parametrize(("one", "two"), OTHER)
def test_other_names_do_not_agree(one, two):
    assert not agree(name(one), name(two))


def people(*named):
    told = [
        article(f"Page {n}: {who} spoke.", f"203{n}-01-02") for n, (who, _, _) in enumerate(named)
    ]
    return only(
        Person,
        entries_of(
            *(report(a, people=[person(a, *who)]) for a, who in zip(told, named, strict=True))
        ),
    )


def test_a_person_keeps_both_offices_dated_by_the_articles():
    (found,) = people(
        ("Samir al-Haddadi", "Interior Minister", "TUN"),
        ("Sameer al-Hadadi", "Defense Minister", "TUN"),
    )
    assert [(r.role, r.as_of) for r in found.roles] == [
        ("Interior Minister", "2030-01-02"),
        ("Defense Minister", "2031-01-02"),
    ]
    assert found.aliases


def test_two_parties_with_no_shared_office_keep_namesakes_apart():
    assert len(people(("Ali Hassan", "Oil Minister", "KWT"), ("Ali Hassan", "envoy", "SDN"))) == 2


def test_a_family_name_alone_joins_its_partys_one_bearer():
    assert len(people(("Marta Quist", "Foreign Minister", "NOR"), ("Quist", None, "NOR"))) == 1


def test_a_family_name_that_two_bear_joins_neither():
    found = people(
        ("Marta Quist", "Foreign Minister", "NOR"), ("Olav Quist", "envoy", "NOR"),
        ("Quist", None, "NOR"),
    )  # fmt: skip
    assert len(found) == 3


def test_the_fullest_name_in_latin_letters_is_shown_and_the_others_are_aliases():
    texts = (
        "Samir al-Haddadi came.",
        "وصل سمير الحدادي",
        "SAMIR AL-HADDADI CAME",
        "Al-Haddadi sat",
    )
    names = ("Samir al-Haddadi", "سمير الحدادي", "SAMIR AL-HADDADI", "Al-Haddadi")
    told = [article(text) for text in texts]
    (entry,) = only(
        Person,
        entries_of(
            *(
                report(a, people=[person(a, n, "Minister of Water", "JOR")])
                for a, n in zip(told, names, strict=True)
            )
        ),
    )
    assert entry.name == "Samir al-Haddadi"
    assert set(entry.aliases) == {*names} - {entry.name}


def test_an_office_of_no_known_party_is_that_of_the_persons_one_party():
    one = article("Minister of Defense Samir al-Haddadi came.")
    two = article("Defense Minister Samir al-Haddadi left.", "2031-07-07")
    (entry,) = only(
        Person,
        entries_of(
            report(one, people=[person(one, "Samir al-Haddadi", "Minister of Defense", "JOR")]),
            report(two, people=[person(two, "Samir al-Haddadi", "Defense Minister")]),
        ),
    )
    assert [(r.role, r.party, r.as_of) for r in entry.roles] == [
        ("Defense Minister", "JOR", "2031-07-07")
    ]


def offices_of_one(months):
    """Give the offices told of one person whom a page a month names; `months` says otherwise."""
    told = [
        article(f"Page {n}: Marta Quist spoke.", f"20{30 + n // 12}-{1 + n % 12:02}-02")
        for n in range(44)
    ]
    named = [person(a, "Marta Quist", months.get(n, "Minister"), "NOR") for n, a in enumerate(told)]
    reports = [report(a, people=[p]) for a, p in zip(told, named, strict=True)]
    (found,) = only(Person, entries_of(*reports))
    return {role.role for role in found.roles}


def test_an_office_that_one_report_of_many_gives_in_the_midst_of_another_is_misread():
    assert offices_of_one({20: "President and Minister"}) == {"Minister"}


def test_a_new_office_counts_though_one_report_alone_gives_it():
    assert offices_of_one({43: "Prime Minister"}) == {"Minister", "Prime Minister"}
    assert offices_of_one({0: "State Secretary"}) == {"Minister", "State Secretary"}
