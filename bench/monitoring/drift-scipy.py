"""The statistics of a drift check with NumPy and SciPy: prints the median time and CPU time of some rounds, milliseconds."""

import sys
import time

import numpy as np
from scipy import stats
from scipy.spatial.distance import jensenshannon

path, features, rows, rounds = sys.argv[1], *map(int, sys.argv[2:])
windows = np.fromfile(path).reshape(2, features, rows)


def compare(reference, current):
    edges = np.unique(np.quantile(reference, np.arange(1, 10) / 10))
    r = np.bincount(np.searchsorted(edges, reference, side="right"), minlength=len(edges) + 1)
    c = np.bincount(np.searchsorted(edges, current, side="right"), minlength=len(edges) + 1)
    p = (r + 0.5) / (r.sum() + len(r) / 2)
    q = (c + 0.5) / (c.sum() + len(c) / 2)
    return (
        np.sum((q - p) * np.log(q / p)),
        stats.entropy(q, p),
        jensenshannon(r, c, 2),
        stats.chi2_contingency([r, c], correction=False).pvalue,
        stats.ks_2samp(reference, current, method="asymp").pvalue,
        stats.wasserstein_distance(reference, current) / np.std(reference),
    )


def check():
    found = [compare(windows[0, i], windows[1, i]) for i in range(features)]
    stats.false_discovery_control([row[4] for row in found])


check()
times = []
for _ in range(rounds):
    began, cpu_began = time.perf_counter(), time.process_time()
    check()
    times.append((time.perf_counter() - began, time.process_time() - cpu_began))
print(*(np.median(times, axis=0) * 1000))
