"""Names: roles, substitutes, and the options that they inherit."""
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from dataclasses import replace
from typing import Any

from citeproc import model
from citeproc.source import VariableError

from terbit.citations.item import Item
from terbit.citations.markup import OPEN, wrap
from terbit.citations.name_style import NamePart, NameStyle
from terbit.citations.names import format_names, shown_count
from terbit.citations.overrides.base import Mended

__all__ = ["Name", "Names"]


class Names(Mended, model.Names):
    """Defects: substituted editors are printed again; a missing cs:name is inserted into the style."""

    def render(
        self, item: Item, names_context: Any = None, context: Any = None, sort_options: Any = None, **_: object
    ) -> str | None:
        """Render the names of all roles, or what stands in for them; the first of a cite can be suppressed."""
        context = self if context is None else context
        base = self._memo("template", self._template) if names_context is None else names_context
        item.called += 1
        text = self._roles(item, base, context, sort_options)
        if not text:
            text = self._substitute(item, context, sort_options)
        if not text:
            raise VariableError
        item.found += 1
        marked = wrap("names", self.wrap(self.format(text)) or "")
        if item.suppress_author and item.recording is None:
            item.suppress_author = False
            return None
        return marked

    def _template(self) -> Any:
        """Return the cs:names whose form is used: an empty one in cs:substitute takes that of the one around it."""
        if self.find("cs:name", self.nsmap) is not None:
            return self
        outer = self.xpath_search("./ancestor::cs:substitute[1]/..")
        return outer[0] if outer else self

    def _roles(self, item: Item, base: Any, context: Any, sort_options: Any) -> str:
        roles = [role for role in self.get("variable").split() if role not in (item.recording or ())]
        found = [(role, names) for role in roles if isinstance(names := item.value(role), tuple) and names]
        by_role = dict(found)
        both = set(roles) == {"editor", "translator"} and len(found) == 2
        if both and by_role["editor"] == by_role["translator"] and self.term("editortranslator"):
            found = [("editortranslator", by_role["editor"])]
        name = base.find("cs:name", base.nsmap)
        label = base.find("cs:label", base.nsmap) if sort_options is None else None
        texts = [
            _labelled(name.written(item, names, context, sort_options), role, names, item, label)
            for role, names in found
        ]
        if name.option("form", context, sort_options) == "count":
            return str(sum(int(text) for text in texts if text.isdigit()) or "")
        delimiter = base.get("delimiter") or _inherited(context, "names-delimiter") or ""
        return str(delimiter.join(text for text in texts if text))

    def _substitute(self, item: Item, context: Any, sort_options: Any) -> str:
        substitute = self.find("cs:substitute", self.nsmap)
        for child in () if substitute is None else substitute:
            outer, item.recording = item.recording, []
            try:
                text = child.render(item, context=context, sort_options=sort_options)
            except VariableError:
                text = None
            recorded, item.recording = item.recording, outer
            if text:
                item.used.update(recorded)
                # What stands in for names counts as one when authors are compared.
                whole = OPEN["people"] not in text
                return wrap("people", wrap("person", str(text))) if whole else str(text)
        return ""


def _labelled(text: str, role: str, names: tuple[Any, ...], item: Item, label: Any) -> str:
    """Put the term of a role before or after its names, as the style's elements are ordered."""
    if label is None or not text or text.isdigit():
        return text
    term = label.render(item, variable=role, plural=len(names) > 1) or ""
    return f"{text}{term}" if label.getprevious() is not None else f"{term}{text}"


class Name(Mended, model.Name):
    """Defects: initialize="false" is ignored; names joined by a word do not inherit their delimiter."""

    def option(self, name: str, context: Any, sort_options: Any = None, default: str = "") -> str:
        """Return an option: of the sort key, the name, the citation or bibliography, the style."""
        if sort_options is not None and name in sort_options:
            return str(sort_options[name])
        own = self.get(name)
        inherited = f"name-{name}" if name in ("form", "delimiter") else name
        value = own if own is not None else _inherited(context, inherited)
        return default if value is None else str(value)

    def written(self, item: Item, names: tuple[Any, ...], context: Any, sort_options: Any) -> str:
        """Write names in the style's manner, or count them."""
        style = self.style(context, sort_options, subsequent=item.position.tests("subsequent"))
        if style.form == "count":
            shortened = style.et_al_min and len(names) >= style.et_al_min
            return str(min(len(names), style.et_al_use_first) if shortened else len(names))
        if sort_options is None:
            style = _disambiguated(style, item)
            item.seen.append((names, shown_count(names, style)))
        return str(self.wrap(self.format(wrap("people", format_names(names, style)))))

    def style(self, context: Any, sort_options: Any, *, subsequent: bool) -> NameStyle:
        """Collect the options, once for each place and purpose."""
        area = _area(context)
        sorting = tuple(sorted(sort_options.items())) if sort_options is not None else None
        key = ("style", None if area is None else area.tag, subsequent, sorting)
        return self._memo(key, lambda: self._style(context, sort_options, subsequent))  # type: ignore[no-any-return]

    def _style(self, context: Any, sort_options: Any, subsequent: bool) -> NameStyle:
        def get(name: str, default: str = "") -> str:
            return self.option(name, context, sort_options, default)

        joiner = get("and")
        minimum, first = get("et-al-min", "0"), get("et-al-use-first", "0")
        if subsequent:
            minimum = get("et-al-subsequent-min", minimum)
            first = get("et-al-subsequent-use-first", first)
        initials = self.option("initialize-with", context, sort_options, "\0")
        return NameStyle(
            form=get("form", "long"),
            joiner={"text": self.term("and"), "symbol": "&"}.get(joiner, ""),
            delimiter=get("delimiter", ", "),
            precedes_et_al=get("delimiter-precedes-et-al", "contextual"),
            precedes_last=get("delimiter-precedes-last", "contextual"),
            et_al_min=int(minimum) if int(first) else 0,
            et_al_use_first=int(first),
            et_al_use_last=get("et-al-use-last") == "true",
            et_al=self._et_al(),
            initialize=get("initialize", "true") == "true",
            initialize_with=None if initials == "\0" else initials,
            hyphenated=get("initialize-with-hyphen", "true") == "true",
            sort_order=get("name-as-sort-order"),
            sort_separator=get("sort-separator", ", "),
            demote=get("demote-non-dropping-particle", "display-and-sort"),
            for_sorting=sort_options is not None,
            given_form=self._part("given"),
            family_form=self._part("family"),
        )

    def _et_al(self) -> str:
        element = self.getparent().find("cs:et-al", self.nsmap)
        if element is None:
            return self.term("et-al")
        return str(element.wrap(element.format(self.term(element.get("term", "et-al")))))

    def _part(self, name: str) -> NamePart:
        part = self.find(f"cs:name-part[@name='{name}']", self.nsmap)
        if part is None:
            return NamePart()
        return NamePart(lambda text: str(part.format(part.case(text))), part.get("prefix", ""), part.get("suffix", ""))


def _disambiguated(style: NameStyle, item: Item) -> NameStyle:
    shown = item.shown
    if not (shown.names or shown.given or shown.levels):
        return style
    return replace(style, shown=shown.names, level=shown.level)


def _area(context: Any) -> Any:
    """Return the citation or bibliography around an element; macros are met from within one."""
    expression = "./ancestor::*[self::cs:citation or self::cs:bibliography][1]"
    found = context.xpath_search(expression)
    return found[0] if found else None


def _inherited(context: Any, name: str) -> str | None:
    area = _area(context)
    value: str | None = None if area is None else area.get(name)
    inherited: str | None = context.get_root().get(name)
    return inherited if value is None else value
