"""A text file of metrics in Prometheus's format, shared by the runs of several sites and spiders."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from prometheus_client import Metric as Family
from prometheus_client import write_to_textfile
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.registry import Collector
from prometheus_client.samples import Sample

logger = logging.getLogger(__name__)


class Gauge(NamedTuple):
    """A metric of one run: what it is called and what it says."""

    name: str
    help: str
    values: Mapping[str, float]
    """Value by the value of ``label``; by ``""`` where there is no label. May be empty."""
    label: str | None = None
    is_lasting: bool = False
    """Whether an earlier value stands while the run has none."""


class TextFile:
    """The file; read when it is made.

    Args:
        path: ends in ``.prom``, or Prometheus's node exporter does not read it.
        run: labels of the run that writes, such as its site and its spider.
    """

    def __init__(self, path: Path, run: Mapping[str, str]) -> None:
        self._path = path
        self._run = dict(run)
        self._old = list(_samples(path))

    def write(self, gauges: Iterable[Gauge]) -> None:
        """Replace the file in one step; what it says of other runs stays.

        Raises:
            OSError: it cannot be written.
        """
        self._path.parent.mkdir(parents=True, exist_ok=True)
        write_to_textfile(str(self._path), _Families([self._family(gauge) for gauge in gauges]))

    def _family(self, gauge: Gauge) -> Family:
        family = GaugeMetricFamily(gauge.name, gauge.help)
        stays = gauge.is_lasting and not gauge.values
        for sample in self._old:
            if sample.name == gauge.name and (stays or not self._is_own(sample)):
                family.samples.append(sample)
        for label, value in gauge.values.items():
            labels = self._run | ({gauge.label: label} if gauge.label else {})
            family.samples.append(Sample(gauge.name, labels, value))
        return family

    def _is_own(self, sample: Sample) -> bool:
        return self._run.items() <= sample.labels.items()


class _Families(Collector):
    """What the client's writer asks for."""

    def __init__(self, families: list[Family]) -> None:
        self._families = families

    def collect(self) -> Iterable[Family]:
        return self._families


def _samples(path: Path) -> Iterator[Sample]:
    try:
        text = path.read_text(encoding="utf-8")
        families = list(text_string_to_metric_families(text))
    except FileNotFoundError:
        return
    except ValueError:  # neither UTF-8 nor metrics
        logger.warning("%s holds no metrics: it is written anew", path)
        return
    for family in families:
        yield from family.samples
