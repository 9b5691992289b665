"""Articles for the tests of summarising, written for them."""

from __future__ import annotations

from summarizer import sentences
from summarizer.brief import Article, Block, BlockKind, Sentence, Span, Tweet


def article(
    *blocks: tuple[BlockKind, str, str] | tuple[BlockKind, str], language: str = "en"
) -> tuple[Article, tuple[Sentence, ...]]:
    """An article of blocks (kind, text, and its language if it is another), and its sentences."""
    whole, made = "", []
    for number, (kind, text, *rest) in enumerate(blocks):
        made.append(
            Block(
                id=f"b{number}",
                kind=kind,
                text=text,
                pieces=(Span(start=len(whole), end=len(whole) + len(text)),),
                language=rest[0] if rest else language,
                tweet=Tweet(text=text, author="Ana Ruiz", handle="@anaruiz")
                if kind is BlockKind.TWEET
                else None,
            )
        )
        whole += text + "\n"
    found = Article(text=whole, blocks=tuple(made), language=language)
    return found, sentences.of(found)


def paragraphs(*texts: str, language: str = "en") -> tuple[Article, tuple[Sentence, ...]]:
    return article(*((BlockKind.PARAGRAPH, text) for text in texts), language=language)


FLOOD = (
    "VALDOR (Reuters) - At least 14 people died and 3,000 were evacuated on Tuesday after the river"
    " Lisk burst its banks in the northern city of Valdor, officials said.",
    "The mayor of Valdor, Ana Ruiz, declared a state of emergency and asked the government for"
    " helicopters. She said that two hospitals had lost power.",
    "“The water came in minutes. We lost everything,” said Tomás Gil, a baker whose shop stood by"
    " the bridge.",
    "However, the rain is expected to stop by Thursday, the weather service said.",
    "It was a grey morning. Many residents had slept on roofs. Some sang.",
    "The government will spend $40 million on new flood walls, the finance minister said. The"
    " walls were first promised in 2015.",
    "At least 14 people died after the river Lisk burst its banks in Valdor on Tuesday.",
    "Follow us on social media and sign up for our newsletter to get more stories.",
)
INUNDACION = (
    "Valdor, 3 mar (EFE).- Al menos 14 personas murieron y 3.000 fueron evacuadas este martes tras"
    " el desbordamiento del río Lisk en la ciudad norteña de Valdor, informaron las autoridades.",
    "La alcaldesa de Valdor, Ana Ruiz, declaró el estado de emergencia y pidió helicópteros al"
    " Gobierno. Añadió que dos hospitales se quedaron sin electricidad.",
    "«El agua llegó en minutos. Lo perdimos todo», dijo Tomás Gil, un panadero que tenía su tienda"
    " junto al puente.",
    "Sin embargo, la lluvia cesará antes del jueves, según el servicio meteorológico.",
    "Era una mañana gris. Muchos vecinos durmieron en los tejados. Algunos cantaban.",
    "El Gobierno destinará 40 millones de dólares a nuevos muros, anunció la ministra de Hacienda."
    " Los muros se prometieron por primera vez en 2015.",
    "Lea también: Cinco recetas para el fin de semana.",
)
