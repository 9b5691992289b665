"""How well a desk's terms are honoured: ``python -m bench.glossary --data FOLDER [--margins …]``.

Terms of :data:`ENGLISH` and :data:`SPANISH` are unlike what the models write of themselves. Of the
lines of ``tico19`` that have one, those are taken whose reference has the usual word; in the
reference the desk's word then stands in its place, with an article that agrees. Columns:

* *honoured*: per cent of the sentences in which each term stands as often as it should;
* *BLEU*: against the references with the desk's words, which falls where a sentence is broken for
  the sake of a term; *none* is the translation without a glossary;
* *faults*: what the guards find, in a hundred sentences, a missing term not counted.

``--margins`` tries other values of ``_TERM_MARGIN`` in :mod:`summarizer.translating.faithful`.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from summarizer import glossary, translating
from summarizer.brief import Language
from summarizer.glossary import Glossary, Term, holds
from summarizer.settings import load
from summarizer.translating import faithful
from summarizer.translating.faithful import Faithful, Rendered

# (in the source, what references call it, what the desk calls it)
ENGLISH = [
    ("outbreak", "brote", "estallido"), ("patient", "paciente", "enfermo"),
    ("disease", "enfermedad", "dolencia"), ("vaccine", "vacuna", "inmunizante"),
    ("symptom", "síntoma", "señal"), ("treatment", "tratamiento", "terapia"),
    ("hospital", "hospital", "centro hospitalario"), ("fever", "fiebre", "calentura"),
    ("cough", "tos", "tosedera"), ("trial", "ensayo", "prueba"),
    ("spread", "propagación", "difusión"), ("study", "estudio", "investigación"),
    ("risk", "riesgo", "peligro"), ("government", "gobierno", "ejecutivo"),
    ("emergency", "emergencia", "urgencia"), ("quarantine", "cuarentena", "aislamiento"),
    ("face mask", "mascarilla", "cubrebocas"), ("infection", "infección", "contagio"),
    ("social distancing", "distanciamiento social", "distancia social"),
    ("measure", "medida", "disposición"), ("country", "país", "nación"),
    ("school", "escuela", "colegio"), ("guideline", "pauta", "lineamiento"),
    ("travel", "viaje", "desplazamiento"), ("chest pain", "dolor de pecho", "dolor torácico"),
    ("shortness of breath", "dificultad para respirar", "disnea"),
    ("ventilator", "respirador", "ventilador mecánico"), ("drug", "fármaco", "medicina"),
    ("incubation period", "período de incubación", "fase de incubación"),
    ("evidence", "evidencia", "prueba"), ("research", "investigación", "indagación"),
    ("lockdown", "confinamiento", "encierro"), ("genome", "genoma", "mapa genético"),
    ("household", "hogar", "vivienda"), ("headache", "dolor de cabeza", "cefalea"),
    ("sore throat", "dolor de garganta", "irritación de garganta"),
    ("border", "frontera", "límite fronterizo"), ("funding", "financiación", "fondo"),
    ("sample", "muestra", "espécimen"), ("physician", "médico", "facultativo"),
]  # fmt: skip
SPANISH = [
    ("brote", "outbreak", "flare-up"), ("paciente", "patient", "sick person"),
    ("enfermedad", "disease", "malady"), ("vacuna", "vaccine", "jab"),
    ("síntoma", "symptom", "sign"), ("tratamiento", "treatment", "therapy"),
    ("hospital", "hospital", "medical center"), ("fiebre", "fever", "high temperature"),
    ("tos", "cough", "coughing fit"), ("ensayo", "trial", "test run"),
    ("propagación", "spread", "diffusion"), ("estudio", "study", "inquiry"),
    ("riesgo", "risk", "hazard"), ("gobierno", "government", "administration"),
    ("emergencia", "emergency", "crisis"), ("cuarentena", "quarantine", "isolation"),
    ("mascarilla", "mask", "face covering"), ("infección", "infection", "contagion"),
    ("distanciamiento social", "social distancing", "physical distancing"),
    ("medida", "measure", "step"), ("país", "country", "nation"),
    ("escuela", "school", "academy"), ("pauta", "guideline", "directive"),
    ("viaje", "travel", "journey"), ("dolor de pecho", "chest pain", "thoracic pain"),
    ("respirador", "ventilator", "breathing machine"), ("muestra", "sample", "specimen"),
    ("período de incubación", "incubation period", "latency period"),
    ("medicamento", "drug", "medication"), ("fármaco", "drug", "pharmaceutical"),
    ("evidencia", "evidence", "proof"), ("investigación", "research", "investigation"),
    ("confinamiento", "lockdown", "confinement"), ("genoma", "genome", "genetic code"),
    ("hogar", "household", "dwelling"), ("dolor de cabeza", "headache", "head pain"),
    ("dolor de garganta", "sore throat", "throat pain"), ("frontera", "border", "frontier"),
    ("financiación", "funding", "financing"), ("médico", "doctor", "physician"),
]  # fmt: skip
_MOST_OF_A_TERM = 5


def lines(data: Path, source: Language, target: Language) -> tuple[Glossary, list[str], list[str]]:
    """The desk's glossary, the sentences with its terms, and their references in its words."""
    terms = ENGLISH if source == "en" else SPANISH
    usual = {said: (old, new) for said, old, new in terms}
    desk = Glossary([Term(texts={source: said, target: new}) for said, _, new in terms])
    read = [(data / f"tico19.{code}").read_text("utf-8").splitlines() for code in (source, target)]
    texts, references, seen = [], [], Counter[str]()
    for text, reference in zip(*read, strict=True):
        found = {term for term in terms if glossary._pattern(term[0], source).search(text)}
        names = {said for said, _, _ in found}
        if not found or all(seen[name] >= _MOST_OF_A_TERM for name in names):
            continue
        # Each term as often as its usual word, or the reference says something else.
        if any(
            len(glossary._pattern(said, source).findall(text))
            != len(glossary._pattern(usual[said][0], target).findall(reference))
            for said in names
        ):
            continue
        seen.update(names)
        for said in sorted(names):
            reference = _reworded(reference, *usual[said], target)
        texts.append(text)
        references.append(reference)
    return desk, texts, references


def _reworded(text: str, usual: str, desk: str, language: Language) -> str:
    for match in reversed(list(glossary._pattern(usual, language).finditer(text))):
        many = glossary._is_plural(match.group(), usual)
        new = glossary.plural(desk, language) if many else desk
        new = new[:1].upper() + new[1:] if match.group()[:1].isupper() else new
        at, words = match.start(), ""
        if language == "es":
            at, words = glossary.agreeing(text[: match.start()], new)
        text = text[:at] + words + new + text[match.end() :]
    return text


def _row(
    name: str,
    desk: Glossary,
    texts: list[str],
    references: list[str],
    rendered: list[Rendered],
    source: Language,
    target: Language,
) -> str:
    from sacrebleu import corpus_bleu

    kept = sum(
        not holds(result.text, desk.find(text, source, target), target)
        for text, result in zip(texts, rendered, strict=True)
    )
    faults = sum(w.code != "term_missed" for result in rendered for w in result.warnings)
    bleu = corpus_bleu([result.text for result in rendered], [references]).score
    share = 100 / len(texts)
    return f"{name:<10}{kept * share:>10.1f}{bleu:>8.2f}{faults * share:>9.1f}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.glossary", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--margins", type=float, nargs="*", default=[faithful._TERM_MARGIN])
    options = parser.parse_args()
    translator = translating.load(load())
    for source, target in (("en", "es"), ("es", "en")):
        desk, texts, references = lines(options.data, source, target)
        print(f"\n{source} → {target}: {len(desk.terms)} terms, {len(texts)} sentences")
        print(f"{'margin':<10}{'honoured':>10}{'BLEU':>8}{'faults':>9}")
        about = (desk, texts, references)
        plain = Faithful(translator, source, target).translate(texts)
        print(_row("none", *about, plain, source, target), flush=True)
        for margin in options.margins:
            faithful._TERM_MARGIN = margin
            rendered = Faithful(translator, source, target, glossary=desk).translate(texts)
            print(_row(f"{margin:g}", *about, rendered, source, target), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
