"""What a file would give, before anything is kept."""

import streamlit as st

from core.analytics import Preview
from core.analytics.imports.mapping import Field
from core.analytics.imports.result import ImportedPost, ImportResult
from pages.analytics import mapping_editor, words
from ui import row_errors, shell
from ui.safe import plain, short
from ui.theme import TYPES, channel_look

_SHOWN = 8


def draw(preview: Preview) -> None:
    """The recognised kind, how it was read, the first posts and every row that cannot be read."""
    mapping, result = preview.mapping, preview.result
    with st.container(border=True, gap="xsmall"):
        st.markdown(
            f":material/search_check: Recognised as **{plain(mapping.source)}**, "
            f"read as **{channel_look(mapping.channel).label}** posts."
        )
        denominator = mapping.denominator
        column = plain(mapping.fields.get(Field.VIEWS, ""))
        st.caption(
            f"Rates will be per {denominator} (column “{column}”)."
            if denominator
            else "No column tells how many people saw a post: views stay “no data”, and each post is "
            "compared within its own account."
        )
        st.caption(f"Times without a zone are read as {mapping.zone or shell.here().zone.key}.")
        if mapping.approximate:
            st.badge(
                "approximate dates",
                icon=":material/event_repeat:",
                color="orange",
                help="The file has month, weekday and hour only; the day is reconstructed and may be weeks off.",
            )
    if preview.earlier is not None:
        st.warning(
            f"This very file was imported before, as “{plain(preview.earlier.filename)}” on "
            f"{words.day(shell.local(preview.earlier.created_at).date())}. To import it anew, take that one back.",
            icon=":material/content_copy:",
        )
    if result is None:
        st.error(f"{plain(preview.problem)} Open “What the columns mean” above.", icon=":material/block:")
        _sample(preview)
        return
    _counts(result, preview.known)
    for note in result.warnings:
        st.caption(f":material/info: {plain(note)}")
    rows = [_row(post) for post in result.rows[:_SHOWN]]
    told = [name for name in rows[0] if any(row[name] is not None for row in rows)] if rows else []
    if rows:
        st.dataframe(
            rows,
            column_order=told,
            hide_index=True,
            placeholder="no data",
            alt="The first posts of the file, as they were read.",
        )
    _errors(result)


def _counts(result: ImportResult, known: int) -> None:
    grid = st.grid(3, min_column_width=150)
    grid.metric("Posts that can be read", f"{len(result.rows):,}", border=True)
    grid.metric("Rows that cannot", f"{len(result.bad_rows):,}", border=True)
    grid.metric("Here already", f"{known:,}", border=True, help="Imported before; they stay as they are.")


def _row(post: ImportedPost) -> dict[str, object]:
    at = shell.local(post.published_at)
    counts = {
        mapping_editor.label(field): getattr(post, field.value)
        for field in (Field.VIEWS, Field.LIKES, Field.COMMENTS, Field.SHARES, Field.CLICKS)
    }
    return {
        "Published": f"{'about ' if post.approximate else ''}{at:%Y-%m-%d %H:%M}",
        "Kind": TYPES[post.type].label,
        "Title": short(post.title or post.text, 60) or None,
        **counts,
        "Paid": post.paid,
    }


def _errors(result: ImportResult) -> None:
    if result.errors:
        st.markdown(f"**Rows that cannot be read** ({len(result.bad_rows):,})")
        row_errors.draw(result.errors)


def _sample(preview: Preview) -> None:
    wide = [row + ("",) * (len(preview.header) - len(row)) for row in preview.sample[:_SHOWN]]
    st.dataframe([dict(zip(preview.header, row, strict=False)) for row in wide], hide_index=True)
