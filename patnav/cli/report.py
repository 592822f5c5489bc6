"""The command that writes a report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from patnav.cli.app import app, say
from patnav.cli.options import (
    ApplicantOption,
    ClassOption,
    EvidenceOption,
    FromOption,
    IndustryOption,
    LangOption,
    LimitOption,
    RegionOption,
    StoreOption,
    ToOption,
)
from patnav.cli.running import filters_of, open_store


@app.command()
def report(
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write, instead of printing it.", show_default=False)
    ] = None,
    industry: IndustryOption = None,
    region: RegionOption = None,
    class_: ClassOption = None,
    from_: FromOption = None,
    to: ToOption = None,
    applicant: ApplicantOption = None,
    limit: LimitOption = 10,
    evidence: EvidenceOption = False,
    store: StoreOption = None,
    format_: Annotated[
        str | None,
        typer.Option("--format", "-f", help="md, html or json; unless said, what the file's name ends in, else md."),
    ] = None,
    lang: LangOption = "en",
) -> None:
    """A patent navigation report, each table with the command that asks for it again."""
    from patnav.queries.labels import check_language
    from patnav.queries.report import report as question
    from patnav.render import REPORTS, document

    check_language(lang)
    if format_ is None:
        ending = output.suffix[1:].lower() if output else ""
        format_ = ending if ending in REPORTS else "md"
    if format_ not in REPORTS:
        raise typer.BadParameter(f"choose one of {', '.join(REPORTS)}", param_hint="--format")
    filters = filters_of(industry=industry, region=region, class_=class_, from_=from_, to=to, applicant=applicant)
    with open_store(store) as graph:
        answer = question(graph, filters, limit=limit, evidence=evidence, lang=lang)
    text = document(answer, format_, lang)
    if output is None:
        print(text)
        return
    try:
        output.write_text(text + "\n", "utf-8")
    except OSError as error:
        from patnav.errors import InputError

        raise InputError(f"cannot write {output}: {error.strerror}", "name a file in a folder that exists") from None
    say(f"wrote {output}")
