"""Two tables such as a PBX exports them, for the tutorial: four weeks of half hours, and the day that came after.

A small queue of its own makes them (calls come at random, wait in turn, hang up when their patience ends), so that
nothing of Huawu stands in the tables that Huawu is compared with. `python make_tables.py` writes 话务.csv (GB18030,
title lines, 合计 rows) and 报表.xlsx.
"""

import csv
import datetime
import heapq
import random
from collections import deque
from pathlib import Path

import openpyxl

HALF_HOUR = 1800
OPENS = 8 * 3600
GROUPS = {  # calls in each half hour from 08:00, people on, mean seconds of talk and of wrap-up, seconds of patience
    "账单咨询": (
        [28, 44, 62, 74, 76, 66, 52, 40, 34, 38, 48, 58, 64, 66, 58, 48, 40, 34, 26, 18],
        [6, 8, 11, 12, 12, 12, 10, 8, 8, 8, 10, 12, 12, 12, 11, 10, 8, 7, 6, 5],
        (190, 30, 150),
    ),
    "故障报修": (
        [8, 12, 18, 22, 22, 20, 16, 12, 10, 12, 14, 18, 20, 22, 20, 16, 14, 12, 8, 6],
        [4, 5, 6, 8, 8, 7, 6, 5, 4, 5, 5, 6, 7, 8, 7, 6, 5, 5, 4, 3],
        (320, 60, 240),
    ),
}
HEADINGS = [
    "日期",
    "时段",
    "技能组",
    "人工呼入量",
    "接听量",
    "放弃量",
    "20秒服务水平",
    "平均处理时长(秒)",
    "在线座席数",
]
BUSIER = (1.15, 1.0, 0.95, 0.97, 1.05)
"""Monday to Friday against the mean."""


def day(chance, weekday, offered, people, times):
    """Calls, answered, abandoned, in time and seconds of handling, per half hour of one simulated day."""
    busyness = BUSIER[weekday] * chance.gauss(1, 0.06)
    counts = [[0, 0, 0, 0, 0.0] for _ in offered]
    waiting, busy = deque(), []
    for moment, kind in _moments(chance, [volume * busyness for volume in offered]):
        now = min(int(moment // HALF_HOUR), len(offered) - 1)
        while busy and busy[0] <= moment:
            _serve(chance, heapq.heappop(busy), people, busy, waiting, times, counts)
        if kind == "call":
            counts[now][0] += 1
            waiting.append((moment, moment + chance.expovariate(1 / times[2])))
        _serve(chance, moment, people, busy, waiting, times, counts)
    while waiting:
        _serve(chance, heapq.heappop(busy), people, busy, waiting, times, counts)
    return counts


def _moments(chance, volumes):
    """When calls come, and where half hours begin."""
    found = []
    for n, volume in enumerate(volumes):
        found.append((n * HALF_HOUR, "half hour"))
        moment = chance.expovariate(volume / HALF_HOUR)
        while moment < HALF_HOUR:
            found.append((n * HALF_HOUR + moment, "call"))
            moment += chance.expovariate(volume / HALF_HOUR)
    return found


def _serve(chance, moment, people, busy, waiting, times, counts):
    """Whoever is free takes whoever waits longest and is still there."""
    on = people[min(int(moment // HALF_HOUR), len(people) - 1)]
    while waiting and (waiting[0][1] <= moment or len(busy) < on):
        came, leaves = waiting.popleft()
        row = counts[int(came // HALF_HOUR)]
        if leaves <= moment:
            row[2] += 1
            continue
        spent = chance.lognormvariate(0, 0.75) / 1.325 * times[0] + chance.expovariate(1 / times[1])
        heapq.heappush(busy, moment + spent)
        row[1] += 1
        row[3] += moment - came <= 20
        row[4] += spent


def rows(chance, date):
    """One day of the export: a row per half hour and group, and a line of totals."""
    total = [0, 0, 0]
    for group, (offered, people, times) in GROUPS.items():
        counted = day(chance, date.weekday(), offered, people, times)
        for n, (calls, answered, abandoned, in_time, spent) in enumerate(counted):
            start = datetime.datetime.combine(date, datetime.time()) + datetime.timedelta(seconds=OPENS + n * HALF_HOUR)
            level = f"{in_time / calls:.1%}" if calls else ""
            handling = round(spent / answered) if answered else ""
            span = f"{start:%H:%M}-{start + datetime.timedelta(seconds=HALF_HOUR):%H:%M}"
            yield [f"{date:%Y/%m/%d}", span, group, calls, answered, abandoned, level, handling, people[n]]
            total = [sum(pair) for pair in zip(total, (calls, answered, abandoned), strict=True)]
    yield ["合计", "", "", *(f"{count:,}" for count in total), "", "", ""]


def main():
    chance = random.Random(2)
    first = datetime.date(2026, 10, 5)
    weekdays = [first + datetime.timedelta(days=n) for n in range(26) if n % 7 < 5]
    with Path("话务.csv").open("w", encoding="gb18030", newline="") as file:
        write = csv.writer(file).writerow
        write(["客户服务中心半小时话务报表"])
        write(["统计区间：2026/10/05–2026/10/30", "", "制表：运营管理部"])
        write(HEADINGS)
        for date in weekdays:
            for row in rows(chance, date):
                write(row)
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "11月2日"
    sheet.append(["客户服务中心半小时话务报表 2026/11/02"])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(HEADINGS))
    sheet.append(HEADINGS)
    for row in rows(chance, datetime.date(2026, 11, 2)):
        sheet.append(row)
    book.save("报表.xlsx")


if __name__ == "__main__":
    main()
