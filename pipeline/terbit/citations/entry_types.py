"""What bibliography files may say: the types of BibTeX, biblatex and CSL, their fields, and those required.

The types and fields of BibTeX are those of its manual "BibTeXing" (1988), those of biblatex of its manual 3.20,
section 2; the types and variables of CSL those of the CSL 1.0.2 specification, appendices III and IV.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

__all__ = ["CSL_TYPES", "CSL_VARIABLES", "FIELDS", "NAME_FIELDS", "REQUIRED", "TITLE_FIELDS"]

_BY = "author editor translator organization institution corporateauthor shortauthor label key shorthand"
_WHEN = "date year pubstate"
_WHERE = "url doi eprint howpublished"
_HOST = "journaltitle journal"
_SCHOOL = "institution school"

# One line a type; commas part what is required, spaces what may stand for one another.
_TYPES = f"""
article        : {_BY}, title, {_HOST}, {_WHEN}
book           : {_BY}, title, {_WHEN}
mvbook         : {_BY}, title, {_WHEN}
inbook         : {_BY}, title chapter pages, {_WHEN}
bookinbook     : {_BY}, title, booktitle, {_WHEN}
suppbook       : {_BY}, title, booktitle, {_WHEN}
booklet        : title
collection     : {_BY}, title, {_WHEN}
mvcollection   : {_BY}, title, {_WHEN}
incollection   : {_BY}, title, booktitle, {_WHEN}
suppcollection : {_BY}, title, booktitle, {_WHEN}
dataset        : title, {_WHEN}
manual         : title
misc           : title howpublished note
online         : title, {_WHERE}
patent         : {_BY}, title, number, {_WHEN}
periodical     : title, {_WHEN}
suppperiodical : {_BY}, title, {_HOST}, {_WHEN}
proceedings    : title, {_WHEN}
mvproceedings  : title, {_WHEN}
inproceedings  : {_BY}, title, booktitle eventtitle, {_WHEN}
reference      : {_BY}, title, {_WHEN}
mvreference    : {_BY}, title, {_WHEN}
inreference    : {_BY}, title, booktitle, {_WHEN}
report         : {_BY}, title, {_WHEN}
set            : entryset
software       : title
thesis         : author, title, {_SCHOOL}, {_WHEN}
unpublished    : {_BY}, title
conference     : {_BY}, title, booktitle eventtitle, {_WHEN}
electronic     : title, {_WHERE}
mastersthesis  : author, title, {_SCHOOL}, {_WHEN}
phdthesis      : author, title, {_SCHOOL}, {_WHEN}
techreport     : {_BY}, title, {_WHEN}
www            : title, {_WHERE}
newspaper      : title, {_WHEN}
magazine       : title, {_WHEN}
legislation    : title
jurisdiction   : title
legal          : title
standard       : title
letter         : {_BY}
artwork        : title
audio          : title
image          : title
movie          : title
music          : title
performance    : title
review         : {_BY}
video          : title
commentary     : title
bibnote        : note
xdata          :
control        :
custom         :
"""

_NAMES = """
author editor editora editorb editorc translator annotator commentator introduction foreword afterword bookauthor
holder shortauthor shorteditor namea nameb namec origauthor sortname
"""

_TITLES = """
title subtitle titleaddon shorttitle booktitle booksubtitle booktitleaddon maintitle mainsubtitle maintitleaddon
journaltitle journalsubtitle journaltitleaddon journal shortjournal issuetitle issuesubtitle issuetitleaddon
eventtitle eventtitleaddon origtitle reprinttitle indextitle sorttitle
"""

_OTHERS = """
abstract addendum address annotation annote authortype bookpagination chapter crossref date day doi edition
editoratype editorbtype editorctype editortype eid entryset entrysubtype eprint eprintclass eprinttype
archiveprefix primaryclass eventdate execute file gender howpublished hyphenation ids indexsorttitle institution
isan isbn ismn isrn issn issue iswc key keywords label langid langidopts language library location month
nameaddon note number options organization origdate origlanguage origlocation origpublisher pages pagetotal
pagination part pdf presort pubstate publisher related relatedoptions relatedstring relatedtype reprintdate
school series shorthand shorthandintro shortseries sortkey sortshorthand sortyear type url urldate venue version
volume volumes xdata xref year endyear namebadate usera userb userc userd usere userf verba verbb verbc lista
listb listc listd liste listf nameatype namebtype namectype corporateauthor
"""

# What reference managers write for themselves: no style shows it, and no author wrote it.
_MANAGERS = """
abbr accessed added-at articleno biburl bibsource biblatexdata citeulike-article-id comment contents copyright
creationdate date-added date-modified day doi-url groups interhash intrahash internal-note issn-l keyword lccn
mendeley-groups mendeley-tags modificationdate mrnumber mrclass mrreviewer numpages owner pmid pmcid priority
publication_type printed rating ranking readstatus review search source tags timestamp urlraw username zblnumber
zotero
"""


def _required(text: str) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    lines = (line.partition(":") for line in text.strip().splitlines())
    return {
        kind.strip(): tuple(tuple(group.split()) for group in groups.split(",") if group.strip())
        for kind, _, groups in lines
    }


REQUIRED: Final = _required(_TYPES)
"""For each type of BibTeX and biblatex, groups of fields; an entry needs one field of each group."""

NAME_FIELDS: Final = frozenset(_NAMES.split())
TITLE_FIELDS: Final = frozenset(_TITLES.split())
FIELDS: Final = frozenset((_NAMES + _TITLES + _OTHERS + _MANAGERS).split())

_CSL_TYPES = """
article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset
document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation
manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical
personal_communication post post-weblog regulation report review review-book software song speech standard thesis
treaty webpage
"""

_CSL_VARIABLES = """
abstract accessed annote archive archive_collection archive_location archive-place author authority available-date
call-number categories chair chapter-number citation-key citation-label citation-number collection-editor
collection-number collection-title compiler composer container-author container-title container-title-short
contributor curator custom dimensions director division DOI edition editor editorial-director editor-translator
event event-date event-place event-title executive-producer genre guest host id illustrator interviewer ISBN ISSN
issue issued journalAbbreviation jurisdiction keyword language license medium narrator note number number-of-pages
number-of-volumes organizer original-author original-date original-publisher original-publisher-place
original-title page page-first part-number part-title performer PMCID PMID printing-number producer publisher
publisher-place recipient references reviewed-author reviewed-genre reviewed-title scale script-writer section
series-creator shortTitle source status submitted supplement-number title title-short translator type URL version
volume volume-title volume-title-short year-suffix
"""

CSL_TYPES: Final = frozenset(_CSL_TYPES.split())
CSL_VARIABLES: Final = frozenset(_CSL_VARIABLES.split())
