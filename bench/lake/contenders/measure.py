"""Time, processor time and memory of a piece of work, over this process and all that it started."""

import json, os, threading, time

TICKS, PAGE = os.sysconf("SC_CLK_TCK"), os.sysconf("SC_PAGE_SIZE")


def processes():
    """(parent, processor seconds with those of ended children, resident bytes) by process."""
    found = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/stat") as file:
                fields = file.read().rpartition(") ")[2].split()
        except OSError:  # it has just ended
            continue
        found[int(name)] = int(fields[1]), sum(map(int, fields[11:15])) / TICKS, int(fields[21]) * PAGE
    return found


def family():
    """Processor seconds and resident bytes of this process and its descendants."""
    found = processes()
    own, grown = {os.getpid()}, True
    while grown:
        more = {each for each, (parent, _, _) in found.items() if parent in own} - own
        own, grown = own | more, bool(more)
    return sum(found[each][1] for each in own if each in found), sum(found[each][2] for each in own if each in found)


def measure(work):
    """Prints {"rows", "seconds", "cpuSeconds", "peakBytes"} of work, which returns its rows."""
    peak, ended = 0, threading.Event()

    def watch():
        nonlocal peak
        while not ended.wait(0.25):
            peak = max(peak, family()[1])

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    cpu, began = family()[0], time.monotonic()
    rows = work()
    figures = {"rows": rows, "seconds": time.monotonic() - began, "cpuSeconds": family()[0] - cpu}
    ended.set()
    watcher.join()
    print(json.dumps({**figures, "peakBytes": peak}), flush=True)
