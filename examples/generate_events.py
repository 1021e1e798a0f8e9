#!/usr/bin/env python3
"""Makes the examples that come with events: stores, distributors and terminals, what happened to them, and the visits to the
tobacco retailers of customers.csv.

    python3 examples/generate_events.py

writes the folders modern-trade/, distributors/ and terminals/ (customers and events each) and visits.csv beside this file.
Everything is invented. The seed is fixed and only the standard library is used: the same bytes come out each time.
"""

import csv
import datetime
import pathlib
import random

SEED = 20261101
TODAY = datetime.date(2026, 10, 31)
FOLDER = pathlib.Path(__file__).parent
PROVINCES = ["福建", "广东"]


def ago(days):
    return TODAY - datetime.timedelta(days=days)


def cell(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return str(value)


def write(path, rows):
    """A table whose header is that of its first row."""
    path.parent.mkdir(exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({column: cell(value) for column, value in row.items()} for row in rows)


def days_back(rng, every, spread, since):
    """The days on which something happened that happens every so many days, the latest first."""
    day = rng.uniform(0, every)
    while day < since:
        yield int(day)
        day += max(1.0, rng.gauss(every, spread))


# Modern trade


def store(rng, number):
    key = rng.random() < 0.25
    sales = rng.lognormvariate(14.6 if key else 13.2, 0.6)
    return {
        "客户编号": f"K{number:04d}", "客户名称": rng.choice(["永汇", "大润生", "家佳乐", "新一百", "万家福"]) + f"{number}店",
        "业务线": "modern_trade", "省份": rng.choice(PROVINCES), "业态": rng.choice(["supermarket", "mall", "chain"]),
        "客户经理编号": f"M{rng.randint(1, 8):03d}", "满意度": round(min(100, max(30, rng.gauss(78, 14)))),
        "近12月销售额": round(sales, 2), "结算方式": rng.choice(["代销实结", "赊销", "流水倒扣"]),
        "毛利率": round(rng.gauss(19, 6), 1), "线上销售占比": round(min(90, max(0, rng.gauss(25, 12))), 1),
    }


def store_events(rng, row, tables):
    who = {"客户编号": row["客户编号"]}
    fading = rng.random() < 0.08
    latest = 70 if fading else 0
    for back in days_back(rng, 12, 4, 360):
        level = rng.choices(["高层", "中层", "基层"], [1, 4, 15])[0]
        tables["visits"].append({**who, "拜访日期": ago(back), "沟通层级": level})
    for back in days_back(rng, 14, 5, 360):
        if back < latest:
            continue
        ordered = round(row["近12月销售额"] / 26 * rng.uniform(0.6, 1.4), 2)
        promised = back - rng.randint(2, 5)
        arrived = promised - (rng.randint(4, 9) if rng.random() < 0.06 else rng.randint(-1, 1))
        there = arrived >= 0
        tables["orders"].append({
            **who, "下单日期": ago(back), "承诺到货日期": ago(promised), "到货日期": ago(arrived) if there else None,
            "订货金额": ordered, "到货金额": round(ordered * min(1, rng.gauss(0.97, 0.05)), 2) if there else None})
    careless = rng.random() < 0.15
    for back in days_back(rng, 15, 4, 180):
        tables["stock_checks"].append({
            **who, "盘点日期": ago(back), "缺货品项数": rng.choice([1, 2, 4]) if rng.random() < (0.6 if careless else 0.1) else 0,
            "可销天数": round(max(1, rng.gauss(22, 11)), 1), "陈列合格": rng.random() > (0.5 if careless else 0.08)})
    for back in days_back(rng, 80, 20, 360):
        before = rng.uniform(20, 90)
        tables["promotions"].append({
            **who, "结束日期": ago(back), "促销前日均销量": round(before, 1),
            "促销期日均销量": round(before * rng.uniform(0.95, 2.1), 1), "已评估": rng.random() < 0.9})
    for back in days_back(rng, 30, 2, 300):
        paid = back - rng.randint(-3, 20)
        open_still = paid < 0 or rng.random() < 0.02
        tables["settlements"].append({
            **who, "应结日期": ago(back), "应结金额": round(row["近12月销售额"] / 12 * rng.uniform(0.8, 1.2), 2),
            "实结日期": None if open_still else ago(paid)})
    for back in days_back(rng, 70 if rng.random() < 0.1 else 14, 4, 200):
        tables["book_entries"].append({**who, "更新日期": ago(back)})


# Distributors


def distributor(rng, number):
    covered, rate, deal = rng.randint(80, 900), rng.uniform(0.3, 0.8), rng.uniform(250, 1200)
    return {
        "客户编号": f"J{number:04d}", "客户名称": rng.choice(["恒通", "华盛", "联达", "顺和"]) + f"商贸{number}",
        "业务线": "distributor", "省份": rng.choice(PROVINCES), "销售潜力": round(min(100, max(5, rng.gauss(55, 20)))),
        "需求类型": rng.choice(["功能型", "情感型", "体验型", None]), "市场网点数": int(covered / rng.uniform(0.25, 0.95)),
        "覆盖客户数": covered, "上期覆盖客户数": int(covered * rng.uniform(0.85, 1.12)),
        "活跃率": round(rate, 2), "上期活跃率": round(min(1, rate * rng.uniform(0.85, 1.2)), 2),
        "平均成交金额": round(deal, 0), "上期平均成交金额": round(deal * rng.uniform(0.88, 1.12), 0),
    }


def distributor_orders(rng, row, orders):
    lost = rng.random() < 0.07
    for back in days_back(rng, 18, 6, 420):
        if lost and back < 190:
            continue
        amount = row["覆盖客户数"] * row["活跃率"] * row["平均成交金额"] / 20 * rng.uniform(0.5, 1.6)
        orders.append({"客户编号": row["客户编号"], "下单日期": ago(back), "订货金额": round(amount, 2)})


# Terminals


def terminal(rng, number):
    by_telephone = rng.random() < 0.12
    return {
        "客户编号": f"T{number:04d}", "客户名称": rng.choice(["永安", "和平", "东门", "中山", "江滨"]) + f"门店{number}",
        "业务线": "terminal", "建档日期": ago(20 + 37 * number % 900), "省份": rng.choice(PROVINCES), "客户经理编号": f"R{rng.randint(1, 12):02d}",
        "仅电话联络": by_telephone, "地址已确认": rng.random() > 0.03, "距离公里": round(rng.expovariate(1 / 9), 1),
        "近12月销售额": 0 if rng.random() < 0.05 else round(rng.lognormvariate(10.8, 1.1), 2),
        "未结投诉": rng.choices([0, 1, 2], [92, 6, 2])[0],
    }


def terminal_visits(rng, row, visits):
    every = 60 if row["仅电话联络"] else rng.choice([4, 8, 12, 25, 40])
    talker, absent_minded = rng.random() < 0.06, rng.random() < 0.08
    for back in days_back(rng, every, every / 4, 120):
        missed = rng.random() < 0.06
        minutes = None if missed else max(5, rng.gauss(75 if talker else 32, 9))
        visits.append({
            "客户编号": row["客户编号"], "拜访日期": ago(back), "状态": "未拜访" if missed else "已拜访", "计划内": rng.random() < 0.85,
            "拜访目的": None if absent_minded or rng.random() < 0.05 else rng.choice(["查销售", "下订单", "处理投诉"]),
            "见到负责人": None if missed else rng.random() < 0.85, "有收获": None if missed else rng.random() < 0.75,
            "停留分钟": None if missed else round(minutes), "杂务分钟": None if missed else round(minutes * rng.uniform(0, 0.4)),
            "感到负担": None if missed else minutes > 75})


# Tobacco retailers of customers.csv


def tobacco_visits(rng):
    visits = []
    with open(FOLDER / "customers.csv", encoding="utf-8", newline="") as file:
        customers = [row for row in csv.DictReader(file) if row["业务线"] == "tobacco" and row["客户编号"]]
    for row in customers:
        score = int(row["配合度"]) if (row["配合度"] or "").isdigit() else 60
        way, every = ("深度走访", 8) if score < 45 else ("一般走访", 30) if score >= 75 else ("较深度走访", 15)
        for back in days_back(rng, every, every / 5, 45 if every == 8 else 60):
            visits.append({
                "客户编号": row["客户编号"], "拜访日期": ago(back), "走访方式": way,
                "配合": rng.random() < (0.25 if every == 8 else 0.9)})
    return visits


def main():
    rng = random.Random(SEED)
    stores = [store(rng, number + 1) for number in range(60)]
    tables = {name: [] for name in ("visits", "orders", "stock_checks", "promotions", "settlements", "book_entries")}
    for row in stores:
        store_events(rng, row, tables)
    write(FOLDER / "modern-trade" / "customers.csv", stores)
    for name, rows in tables.items():
        write(FOLDER / "modern-trade" / f"{name}.csv", rows)

    dealers = [distributor(rng, number + 1) for number in range(80)]
    orders = []
    for row in dealers:
        distributor_orders(rng, row, orders)
    write(FOLDER / "distributors" / "customers.csv", dealers)
    write(FOLDER / "distributors" / "orders.csv", orders)

    terminals = [terminal(rng, number + 1) for number in range(300)]
    visits = []
    for row in terminals:
        terminal_visits(rng, row, visits)
    write(FOLDER / "terminals" / "customers.csv", terminals)
    write(FOLDER / "terminals" / "visits.csv", visits)
    write(FOLDER / "visits.csv", tobacco_visits(rng))


if __name__ == "__main__":
    main()
