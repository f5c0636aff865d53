"""Names: roles, substitutes, and the options that they inherit."""
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from collections.abc import Mapping
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

    def render(self, item: Item, context: Any = None, sort_options: Any = None, _: str = "") -> str | None:
        """Render the names of all roles, or what stands in for them; the first of a cite can be suppressed."""
        item.called += 1
        text = self._roles(item, context, sort_options)
        if not text:
            text = self._substitute(item, context, sort_options)
        if not text:
            raise VariableError
        item.found += 1
        marked = wrap("names", self.wrap(self.format(text)) or "")
        if sort_options is None and item.recording is None and item.suppresses_author():
            return None
        return marked

    def counts(self) -> bool:
        """Tell that it is a variable."""
        return True

    def _template(self) -> Any:
        """Return the cs:names whose form is used: an empty one in cs:substitute takes that of the one around it."""
        if self.find("cs:name", self.nsmap) is not None:
            return self
        outer = self.xpath_search("./ancestor::cs:substitute[1]/..")
        return outer[0] if outer else self

    def _roles(self, item: Item, context: Any, sort_options: Any) -> str:
        roles = self._memo("roles", lambda: self.get("variable").split())
        if item.recording:
            item.varied += 1
            roles = [role for role in roles if role not in item.recording]
        found = [(role, names) for role in roles if isinstance(names := item.value(role), tuple) and names]
        by_role = dict(found)
        both = set(roles) == {"editor", "translator"} and len(found) == 2
        if both and by_role["editor"] == by_role["translator"] and self.term("editortranslator"):
            found = [("editortranslator", by_role["editor"])]
        area = context.area()
        name, label, delimiter = self._memo("template", self._template).parts(area)
        texts = [name.written(item, names, area, sort_options) for _, names in found]
        if name.style(area, sort_options).form == "count":
            return str(sum(int(text) for text in texts if text.isdigit()) or "")
        if sort_options is None and label is not None:
            roles_of = zip(texts, found, strict=True)
            texts = [_labelled(text, label, role, several=len(names) > 1) for text, (role, names) in roles_of]
        return str(delimiter.join(text for text in texts if text))

    def parts(self, area: Any) -> tuple[Any, Any, str]:
        """Return the cs:name, the cs:label if there is one, and what stands between roles."""
        return self._memo(("parts", area), lambda: self._parts(area))  # type: ignore[no-any-return]

    def _parts(self, area: Any) -> tuple[Any, Any, str]:
        delimiter = self.get("delimiter") or _inherited(self.get_root(), area, "names-delimiter") or ""
        return self.find("cs:name", self.nsmap), self.find("cs:label", self.nsmap), delimiter

    def _substitute(self, item: Item, context: Any, sort_options: Any) -> str:
        for child in self._memo("substitutes", lambda: self.findall("cs:substitute/*", self.nsmap)):
            outer, item.recording = item.recording, []
            try:
                text = child.render(item, context, sort_options)
            except VariableError:
                text = None
            recorded, item.recording = item.recording, outer
            if text:
                item.used.update(recorded)
                # What stands in for names counts as one when authors are compared.
                whole = OPEN["people"] not in text
                return wrap("people", wrap("person", str(text))) if whole else str(text)
        return ""


def _labelled(text: str, label: Any, role: str, *, several: bool) -> str:
    """Put the term of a role before or after its names, as the style's elements are ordered."""
    if not text or text.isdigit():
        return text
    term = label.of(role, plural=several) or ""
    return f"{text}{term}" if label.getprevious() is not None else f"{term}{text}"


class Name(Mended, model.Name):
    """Defects: initialize="false" is ignored; names joined by a word do not inherit their delimiter."""

    def written(self, item: Item, names: tuple[Any, ...], area: Any, sort_options: Any) -> str:
        """Write names in the style's manner, or count them."""
        later = self._memo(("later", area), lambda: self._later(area)) and item.position.tests("subsequent")
        style = self.style(area, sort_options, subsequent=later)
        if style.form == "count":
            shortened = style.et_al_min and len(names) >= style.et_al_min
            return str(min(len(names), style.et_al_use_first) if shortened else len(names))
        if sort_options is None:
            style = _disambiguated(style, item)
            item.seen.append((names, shown_count(names, style)))
        return str(self.wrap(self.format(wrap("people", format_names(names, style)))))

    def style(self, area: Any, sort_options: Any, *, subsequent: bool = False) -> NameStyle:
        """Collect the options, once for each place and purpose."""
        sorting = None if sort_options is None else tuple(sort_options.items())
        return self._memo(  # type: ignore[no-any-return]
            ("style", area, subsequent, sorting), lambda: self._style(area, sort_options or {}, subsequent)
        )

    def _later(self, area: Any) -> bool:
        """Tell whether later cites of a source may show fewer names."""
        return any(self._option(f"et-al-subsequent-{name}", area, {}) for name in ("min", "use-first"))

    def _option(self, name: str, area: Any, sort_options: Mapping[str, str]) -> str | None:
        """Return an option: of the sort key, the name, the citation or bibliography, the style."""
        own: str | None = sort_options.get(name, self.get(name))
        inherited = f"name-{name}" if name in ("form", "delimiter") else name
        return _inherited(self.get_root(), area, inherited) if own is None else own

    def _style(self, area: Any, sort_options: Mapping[str, str], subsequent: bool) -> NameStyle:
        def get(name: str, default: str = "") -> str:
            value = self._option(name, area, sort_options)
            return default if value is None else value

        joiner = get("and")
        minimum, first = get("et-al-min", "0"), get("et-al-use-first", "0")
        if subsequent:
            minimum = get("et-al-subsequent-min", minimum)
            first = get("et-al-subsequent-use-first", first)
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
            initialize_with=self._option("initialize-with", area, sort_options),
            hyphenated=get("initialize-with-hyphen", "true") == "true",
            sort_order=get("name-as-sort-order"),
            sort_separator=get("sort-separator", ", "),
            demote=get("demote-non-dropping-particle", "display-and-sort"),
            for_sorting=bool(sort_options),
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


def _inherited(root: Any, area: Any, name: str) -> str | None:
    value: str | None = None if area is None else area.get(name)
    inherited: str | None = root.get(name)
    return inherited if value is None else value
