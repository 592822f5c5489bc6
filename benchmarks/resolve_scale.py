"""How long distinct generated names take to resolve: ``python -m benchmarks.resolve_scale [--names N] [--added M]``.

Names are made up from syllables, trades, places and legal forms, English and Chinese; a third are variants of others:
abbreviated, misspelled, without their form, short. Beside the time of a pass stands that of a dictionary filled by
the same names, lower-cased: what any way of resolving them costs at least.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import time
from collections.abc import Iterator

from patnav.ingest.classify.regions import regions
from patnav.ingest.resolve.cluster import Clusters
from patnav.ingest.resolve.names_zh import activity_words

__all__ = ["main", "names"]

_STARTS = (
    "ba be bo bri ca cla co da de dra el fa flo ga gre ha hy in ja ka ko la lu ma mi na no or pa pro ra r"
    "o sa sol te tri ul va ve wi xe yo za zen"
)
_ENDS = (
    "bex cor dan dyne fax gen kor lan lex lor max mend mira nix nova pex phor quist ran rix sen son sys t"
    "ek tor trix vant ven vis wick zon"
)
_TRADES = (
    "Technologies|Pharmaceuticals|Semiconductor|Electronics|Systems|Chemical|Medical Devices|Software|Ene"
    "rgy|Materials|Robotics|Optical|Biotech|Motors|Instruments|Networks"
)
_FORMS = "Inc.|Corporation|Co., Ltd.|LLC|GmbH|Ltd.|S.A.|Corp.|B.V."
_HAN = (
    "安博诚创达德鼎东方丰飞锋高光广国海翰航恒宏华汇佳嘉建金晶景九凯科蓝朗力联龙隆迈美明铭宁诺欧普启千强青"
    "瑞润赛三森尚盛圣世思泰特天通万威微维伟文星兴旭亚一亿易益银英优宇远源云泽展正智中卓"
)
_FORMS_ZH = "有限公司|股份有限公司|有限责任公司|集团有限公司"


def names(count: int, seed: int = 1) -> Iterator[str]:
    """Distinct names, the same for the same seed."""
    dice = random.Random(seed)
    places = sorted(name for name in regions().names_zh if 2 <= len(name) <= 3)
    trades_zh, starts, ends = activity_words(), _STARTS.split(), _ENDS.split()
    seen: set[str] = set()
    recent: list[str] = []
    while len(seen) < count:
        if recent and dice.random() < 0.33:
            name = _variant(dice, dice.choice(recent))
        elif dice.random() < 0.5:
            word = "".join(dice.choices(starts, k=dice.randint(1, 3))).capitalize() + dice.choice(ends)
            more = f" {dice.choice(starts).capitalize()}{dice.choice(ends)}" if dice.random() < 0.4 else ""
            name = f"{word}{more} {dice.choice(_TRADES.split('|'))} {dice.choice(_FORMS.split('|'))}"
        else:
            brand = "".join(dice.choices(_HAN, k=dice.randint(2, 4)))
            trade = "".join(dice.sample(trades_zh, dice.randint(1, 2)))
            name = f"{dice.choice(places)}{brand}{trade}{dice.choice(_FORMS_ZH.split('|'))}"
        if name not in seen:
            seen.add(name)
            recent.append(name)
            recent = recent[-5000:]
            yield name


def _variant(dice: random.Random, name: str) -> str:
    at = dice.randrange(1, len(name))
    ways = (
        name[:at] + name[at + 1 :],
        name.upper(),
        name.replace("Technologies", "Tech").replace("Semiconductor", "Semicond").replace("市", ""),
        name.rsplit(" ", 1)[0] if name.isascii() else name.replace("有限公司", ""),
        name[:at] + name[at : at + 2][::-1] + name[at + 2 :] if name.isascii() else name.replace("科技", "技术"),
    )
    return dice.choice(ways)


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--names", type=int, default=100_000)
    parser.add_argument("--added", type=int, default=1000)
    options = parser.parse_args()
    made = list(names(options.names + options.added))
    started = time.process_time()
    plain: dict[str, list[int]] = {}
    for number, name in enumerate(made):
        plain.setdefault(name.lower(), []).append(number)
    least = time.process_time() - started
    clusters = Clusters()
    wall, started = time.perf_counter(), time.process_time()
    clusters.add({"id": str(i), "name": name} for i, name in enumerate(made[: options.names]))
    found = len(set(clusters.clusters().values()))
    first, first_wall = time.process_time() - started, time.perf_counter() - wall
    wall, started = time.perf_counter(), time.process_time()
    clusters.add({"id": str(i), "name": name} for i, name in enumerate(made[options.names :], options.names))
    clusters.clusters()
    report = {
        "names": options.names,
        "clusters": found,
        "cpu_seconds": round(first, 1),
        "seconds": round(first_wall, 1),
        "times_a_dictionary": round(first / least),
        "added": options.added,
        "added_cpu_seconds": round(time.process_time() - started, 2),
        "added_seconds": round(time.perf_counter() - wall, 2),
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "largest_block": max(clusters.sizes()),
    }
    print(json.dumps(report))


if __name__ == "__main__":
    main()
