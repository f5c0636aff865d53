"""Input that is hard to put on slides, each kind a section of a chapter."""

from __future__ import annotations

BULLETS = "\n".join(f"- Butir nomor {n} yang cukup pendek." for n in range(1, 41))
ROWS = "\n".join(f"| baris {n} | isi sel yang biasa saja panjangnya |" for n in range(1, 61))
SENTENCES = " ".join(f"Kalimat nomor {n} berisi tepat sepuluh kata agar mudah dihitung." for n in range(1, 501))
CODE = "\n".join(f"baris_{n} = hitung({n})" for n in range(1, 81))
WIDE_ROWS = "\n".join(f"| sumber {n} | {'kata ' * n} | {'lagi ' * 9} |" for n in range(1, 8))
VERSE = "\n".join("|" if n == 3 else f"| Larik nomor {n} menyebut hujan dan jalan pulang" for n in range(1, 42))
LINES = " \\\\ ".join(f"y_{{{n}}} = x_{{{n}}}^2 + {n}" for n in range(12))
HARD = {
    "40 bullets": f"## Butir\n\n{BULLETS}\n",
    "a 60-row table": f"## Tabel\n\n| Nama | Isi |\n|:--|:--|\n{ROWS}\n\n: Tabel panjang\n",
    "a table as wide as the slide": f"## Lebar\n\n| Satu | Dua | Tiga |\n|:--|:--|:--|\n{WIDE_ROWS}\n\n: Lebar\n",
    "a 5000-word paragraph": f"## Alinea\n\n{SENTENCES}\n",
    "a 5000-word paragraph in a box": f"## Kegiatan\n\n::: {{.activity title='Panjang'}}\n{SENTENCES}\n:::\n",
    "80 lines of code": f"## Kode\n\n``` python\n{CODE}\n```\n",
    "a section with only a figure": "## Gambar\n\n![Lingkaran.](figures/rings.svg){fig-alt='Dua lingkaran'}\n",
    "headings without text": "## Satu\n\n## Dua\n\n### Tiga\n\n## Empat\n\nEmpat mempunyai isi.\n",
    "a title of 300 characters": f"## {'Judul yang sangat panjang '.strip() + ' panjang' * 35}\n\n[Kunci.]{{.key}}\n",
    "a poem of 40 lines": f"## Puisi\n\n{VERSE}\n",
    "nested lists": "## Sarang\n\n" + "\n".join(f"- Butir {n}\n    - Anak\n        - Cucu\n" for n in range(12)),
    "a formula as wide as the slide": f"## Rumus\n\n$${' + '.join(f'x_{{{n}}}' for n in range(9))}$$\n",
    "a formula of many lines": f"## Baris\n\n$$\\begin{{gathered}}{LINES}\\end{{gathered}}$$\n",
}
