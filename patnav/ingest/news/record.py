"""An article out of the parts that a feed or a record gives it in."""

from __future__ import annotations

from dataclasses import replace

from patnav.errors import UnreadableFile
from patnav.graph.model import Article
from patnav.ingest.news.text import article_of

__all__ = ["article"]


def article(
    body: str, *, title: str, published: str | None, publisher: str | None, url: str | None, place: str
) -> Article:
    """An article; its text is the headline and, below it, the body.

    Args:
        body: Plain text.
        title: Headline, empty where there is none.
        published: ISO date of publication; where the source gives none, the text is asked.
        publisher: Name of the publisher.
        url: Where it was published.
        place: What to call it in an error.

    Raises:
        UnreadableFile: There is no text, or more than an article has.
    """
    title = " ".join(title.split())
    text = body if not title or body.startswith(title) else f"{title}\n\n{body}".rstrip()
    if not text.strip():
        raise UnreadableFile(f"{place}: no text", "see what the source holds")
    made = article_of(text, url=url or None, place=place)
    return replace(
        made,
        title=title or made.title,
        published=published or made.published,
        publisher=publisher or made.publisher,
    )
