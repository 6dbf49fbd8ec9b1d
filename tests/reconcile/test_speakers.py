"""In whose name a sentence of an article is said."""

from dataclasses import replace

import pytest
from telling import article, person, report, words

from stocktake.reconcile.speaking import speaker_of


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("A. Holm said that the boats had come", "NOR"),
        ("“The boats have come,” said B. Otieno", "KEN"),
        ("Kenya announced that the boats had come", "KEN"),
        ("According to A. Holm, the boats have come", "NOR"),
        ("A. Holm and B. Otieno said that the boats had come", None),
        ("The boats that A. Holm sent have come, Kenya said", "KEN"),
        ("The boats that A. Holm sent have come", None),
    ],
)
def test_a_sentence_is_the_word_of_the_one_party_it_names_as_speaking(sentence, speaker):
    one = article(f"A. Holm and B. Otieno spoke for Norway and Kenya. {sentence}.")
    people = [
        replace(person(one, name, None, party), mentions=tuple(places(one, name)))
        for name, party in (("A. Holm", "NOR"), ("B. Otieno", "KEN"))
    ]
    named = (("NOR", words(one, "Norway")), ("KEN", words(one, "Kenya")))
    assert speaker_of(report(one, people=people, parties=named), words(one, sentence)) == speaker


def places(one, name):
    start = one.text.find(name)
    while start >= 0:
        yield one.quote(start, start + len(name))
        start = one.text.find(name, start + 1)
