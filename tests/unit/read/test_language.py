"""The language a text shows, and when it shows none."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tollbook.read.language import Language, language_of

TEXTS = {
    "en": "Gunmen on motorcycles killed eleven people and burned part of a grain market in western Niger on Friday evening, a councillor said.",
    "fr": "Des hommes armés à moto ont tué onze personnes et incendié une partie d’un marché dans l’ouest du Niger vendredi soir, selon un élu.",
    "ar": "قُتل سبعة مدنيين بينهم طفلان وأصيب أربعة عشر آخرون مساء الثلاثاء في قصف مدفعي استهدف سوقا شعبيا شرقي مدينة تعز",
    "es": "Tres policías murieron y otros dos resultaron heridos este domingo en una emboscada en la vía a Suárez, informó la Policía Nacional.",
    "pt": "Três pessoas morreram num ataque à aldeia de Chai, no distrito de Macomia, na terça-feira à noite, disse o régulo da aldeia.",
    "ru": "В результате обстрела рынка в Херсоне в субботу погибли шесть человек, сообщила городская военная администрация.",  # noqa: RUF001
    "uk": "Унаслідок обстрілу ринку в Херсоні в суботу загинули шестеро людей, повідомила міська військова адміністрація.",
    "sw": "Watu wenye silaha wamewaua watu watano na kuwajeruhi wengine tisa katika kijiji kimoja wilayani Masisi, mkuu wa kijiji alisema.",
    "so": "Ugu yaraan shan qof ayaa ku dhintay qarax ka dhacay magaalada Baydhabo fiidnimadii Isniinta, sida uu sheegay sarkaal ammaan ah.",
    "ha": "Yan bindiga sun kashe mutane biyar tare da sace wasu goma sha bakwai a wani kauye da ke jihar Zamfara a daren Juma'a, in ji yan sanda.",
}


@pytest.mark.parametrize("code", TEXTS)
def test_text_tells_its_language_whatever_is_declared(code: str) -> None:
    assert language_of(TEXTS[code], "en") == Language(code, sure=True)
    assert language_of(TEXTS[code]) == Language(code, sure=True)


def test_pidgin_is_read_as_english() -> None:
    text = "Gunmen wey people no sabi don kill three soja for Orlu on Tuesday morning, according to wetin people for the area tell us."
    assert language_of(text) == Language("en", sure=True)


def test_capitals_are_read_too() -> None:
    assert language_of(TEXTS["en"].upper()) == Language("en", sure=True)


@pytest.mark.parametrize(("declared", "code"), [("en-GB", "en"), ("fr_FR", "fr"), ("PCM", "en"), (None, None), ("", None)])
@pytest.mark.parametrize("text", ["", "BAMAKO", "Katibat Macina", "12 / 14 / 2024 — 33"])
def test_short_texts_show_none(text: str, declared: str | None, code: str | None) -> None:
    assert language_of(text, declared) == Language(code, sure=False)


OTHERS = {
    "Des hommes armés ont tué six personnes dans un marché, a dit la police.": "fr",
    "Deux civils tués par des hommes armés à Kolwe.": "fr",
    "Bewaffnete haben auf einem Markt sechs Menschen getötet.": "de",
    "Hombres armados matan a seis personas en un mercado": "es",
    "قتل ستة أشخاص في هجوم على سوق": "ar",
    "Шесть человек погибли при обстреле рынка": "ru",
}
ENGLISH = (
    "Six killed in Gao", "Katibat Macina, Dozo, Ansar Dine, Goma, Bukavu", "Comando Vermelho, Primeiro Comando da Capital",
    "Al-Shabaab kills 12 in Mogadishu", "Fuerzas Armadas Revolucionarias de Colombia", "Abu Sayyaf ambush kills 5 Marines, Sulu",
    "Rio Grande do Sul: military police kill six in favela", "Bandits abduct 30 schoolchildren, kill two guards in Zamfara",
    "Police: man shot, killed near Sanaa airport", "The Mouvement pour le salut de l'Azawad, Gao", "Sake", "12 / 14",
    "Cartel gunmen kill nine police officers in Tierra Colorada, Michoacán, governor says; Jalisco Nueva Generación blamed",
)  # fmt: skip


@pytest.mark.parametrize("text", OTHERS)
def test_a_short_text_is_not_in_the_presumed_language_where_another_is_likely(text: str) -> None:
    assert language_of(text, "en", presumed=True).code == OTHERS[text]
    assert language_of(text, "en") == Language("en", sure=False)


@pytest.mark.parametrize("text", ENGLISH)
def test_headlines_and_names_stay_in_the_presumed_language(text: str) -> None:
    assert language_of(text, "en", presumed=True).code == "en"


@pytest.mark.parametrize("text", ["\0" * 100, "a\ud800b" * 50, "\x01\x02" * 200, "…" * 500, "aaaa " * 100])
def test_no_text_makes_it_fall(text: str) -> None:
    assert isinstance(language_of(text, "en"), Language)


def test_nothing_heavy_is_loaded_before_a_text_is_long_enough() -> None:
    heavy = "sys.exit('py3langid' in sys.modules or 'numpy' in sys.modules)"
    code = f"import sys; from tollbook.read.language import language_of; language_of('Gao', 'en'); {heavy}"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
