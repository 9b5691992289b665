from hypothesis import given
from hypothesis import strategies as st

from training.translation import selection


def test_rare_words_come_first_and_each_sentence_once():
    common = [f"El gobierno anunció hoy la medida número {n}." for n in "abcdefgh"]
    rare = [
        "El epidemiólogo anunció hoy una medida.",
        "El epidemiólogo presentó hoy una vacuna.",
        "El epidemiólogo rechazó hoy la medida.",
    ]
    chosen = selection.choose([*common, *rare, *rare, "Demasiado corta."], 100)
    assert len(chosen) == len(set(chosen)) == len(common) + len(rare)
    assert any("epidemiólogo" in sentence for sentence in chosen[:2])


WORDS = st.lists(st.sampled_from("uno dos tres cuatro cinco seis".split()), min_size=5, max_size=9)


@given(st.lists(WORDS.map(" ".join), max_size=30))
def test_every_choice_has_the_greatest_gain_that_is_left(sentences):
    chosen = selection.choose(sentences, len(sentences))
    assert sorted(chosen) == sorted(set(sentences))
    assert selection.choose(sentences, 3) == chosen[:3]
    held = {s: set(s.split()) for s in chosen}
    common = {
        w
        for w in "uno dos tres cuatro cinco seis".split()
        if sum(w in words for words in held.values()) >= selection.SEEN_IN
    }

    def gain(sentence, before):
        length = sentence.count(" ") + 1 + selection.LENGTH_ADDED
        words = held[sentence] & common
        return sum(1 / (1 + sum(w in held[b] for b in before)) for w in words) / length

    for place, sentence in enumerate(chosen):
        before = chosen[:place]
        best = max(gain(other, before) for other in chosen[place:])
        assert gain(sentence, before) >= best - 1e-9
