from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes.tokens import tokenise

FRENCH = st.text(st.sampled_from("aàbéLÉo0123 \n'’-.,!?…«»\"()M🇫\u00a0\u202f"), max_size=60)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("L’accord qu'il signe", "L’|accord|qu'|il|signe"),
        ("jusqu'à Quelqu'un l'", "jusqu'|à|Quelqu'|un|l'"),
        ("d'aujourd'hui, Ren’ai", "d'|aujourd'hui|,|Ren’ai"),
        ("les 'mots'", "les|'|mots|'"),
        ("Moscou-Kiev anti-Maduro Etats-Unis F-16", "Moscou|-|Kiev|anti|-|Maduro|Etats|-|Unis|F|-|16"),
        ("dit-il a-t-on donnez-le-lui lui-même", "dit|-|il|a|-|t|-|on|donnez|-|le|-|lui|lui|-|même"),
        ("porte-parole cessez-le-feu celui-ci vis-à-vis", "porte-parole|cessez-le-feu|celui-ci|vis-à-vis"),
        ("Rendez-vous prenez-vous", "Rendez-vous|prenez|-|vous"),
        ("anti-israéliennes pro-iranien l'ex-chef", "anti|-|israéliennes|pro|-|iranien|l'|ex|-|chef"),
        ("2.000 hommes, 1,5 % à 13h30 (12:30) en 2024-09.", "2.000|hommes|,|1,5|%|à|13h30|(|12:30|)|en|2024|-|09|."),
        ("l'O.N.U. et A_b", "l'|O|.|N|.|U|.|et|A|_|b"),
    ],
)
def test_french_words(text: str, tokens: str) -> None:
    assert "|".join(tokenise(text).words) == tokens


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Un titre\n\nUne phrase. Une autre !", ["Un titre", "Une phrase .", "Une autre !"]),
        ("M. Wang, J. Biden et le Dr. No. Puis Mgr. Tutu", ["M . Wang , J . Biden et le Dr . No .", "Puis Mgr . Tutu"]),
        (
            "« Non. » Il part.» Elle\u00a0: « Oui ! » dit-on.",
            ["« Non . »", "Il part . »", "Elle : « Oui ! » dit - on ."],
        ),
        ('Il dit "Non." "Oui", dit-elle', ['Il dit " Non . "', '" Oui " , dit - elle']),
        ("Attendre… et voir... Puis en 2.000 ans", ["Attendre … et voir . . .", "Puis en 2.000 ans"]),
        ("", []),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    tokens = tokenise(text)
    bounds = [*tokens.sentences, len(tokens.words)]
    assert [" ".join(tokens.words[a:b]) for a, b in pairwise(bounds)] == sentences


def test_a_span_that_is_no_whole_number_of_tokens_has_none() -> None:
    tokens = tokenise("Le porte-parole parle")
    assert tokens.covering(3, 15) == range(1, 2)
    assert tokens.covering(0, 21) == range(3)
    assert tokens.covering(3, 8) is None
    assert tokens.covering(4, 15) is None
    assert tokens.covering(2, 15) is None
    assert tokens.covering(15, 30) is None


@given(st.one_of(FRENCH, st.text(max_size=60)))
def test_tokens_hold_every_character_but_spaces_once(text: str) -> None:
    tokens = tokenise(text)
    places = list(zip(tokens.words, tokens.starts, tokens.ends, strict=True))
    assert all(text[start:end] == word and word for word, start, end in places)
    assert all(end <= start for end, start in zip(tokens.ends, tokens.starts[1:], strict=False))
    assert "".join(tokens.words) == "".join(text.split())


@given(st.one_of(FRENCH, st.text(max_size=60)))
def test_sentences_and_paragraphs_open_at_tokens(text: str) -> None:
    tokens = tokenise(text)
    for starts in (tokens.sentences, tokens.paragraphs):
        assert list(starts) == sorted(set(starts))
        assert starts[:1] == ((0,) if tokens.words else ())
        assert all(0 <= start < len(tokens.words) for start in starts)
    assert set(tokens.paragraphs) <= set(tokens.sentences)
    assert len(tokens.paragraphs) == len([line for line in text.split("\n") if line.strip()])


@given(FRENCH)
def test_tokens_do_not_depend_on_what_stands_in_other_lines(text: str) -> None:
    assert tokenise(text).words == tuple(word for line in text.split("\n") for word in tokenise(line).words)
