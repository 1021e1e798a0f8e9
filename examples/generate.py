#!/usr/bin/env python3
"""Makes the example customers: invented shops in two provinces, with the gaps and slips of a real customer file.

    python3 examples/generate.py

writes customers.csv (2,000 rows, Chinese headers) and customers.jsonl (50 of them, keyed by fact names) beside this
file. The seed is fixed and only the standard library is used: the same bytes come out each time. Rows that a policy
has to reject are listed in BROKEN.
"""

import csv
import datetime
import json
import pathlib
import random

SEED = 20261031
ROWS = 2000
SAMPLE = 50
TODAY = datetime.date(2026, 10, 31)

# Fact name and column header, in the file's order.
COLUMNS = [
    ("customer_id", "客户编号"),
    ("name", "客户名称"),
    ("business", "业务线"),
    ("province", "省份"),
    ("city", "城市"),
    ("county", "县区"),
    ("manager_id", "客户经理编号"),
    ("opened_on", "建档日期"),
    ("channel", "业态"),
    ("location", "地理位置"),
    ("floor_area", "营业面积"),
    ("surrounding_consumption", "周边消费水平"),
    ("cooperation", "配合度"),
    ("potential", "销售潜力"),
    ("satisfaction", "满意度"),
    ("sales_12m", "近12月销售额"),
    ("sales_growth", "销量同比"),
    ("orders_12m", "近12月订单数"),
    ("last_order_on", "最近订货日期"),
    ("target_missed", "未达目标"),
    ("overdue_days", "逾期天数"),
    ("open_complaints", "未结投诉"),
    ("competitor_promo", "竞品促销"),
    ("manager_delta", "客户经理调整"),
    ("failed_deep_visits", "深度走访未配合次数"),
    ("area", "片区"),
    ("coverage_rate", "片区覆盖率"),
    ("survival_rate", "片区存活率"),
    ("featured_rate", "片区主推率"),
    ("transaction_amount", "片区往来金额"),
    ("market_feedback", "市场反馈待跟进"),
]

PLACES = {
    "福建": {
        "福州": ["鼓楼区", "仓山区", "闽侯县"],
        "厦门": ["思明区", "集美区"],
        "泉州": ["丰泽区", "晋江市", "安溪县"],
        "龙岩": ["新罗区", "上杭县"],
    },
    "广东": {
        "广州": ["天河区", "番禺区", "增城区"],
        "深圳": ["福田区", "宝安区"],
        "佛山": ["禅城区", "顺德区"],
        "梅州": ["梅江区", "兴宁市", "大埔县"],
    },
}

# Per format: weight among each business's customers, what such a shop calls itself, median sales (CNY), median area (m²).
FORMATS = {
    "mall": ((1, 0, 0), ["百货", "购物广场"], 1_500_000, 2500),
    "supermarket": ((8, 22, 25), ["超市", "生活超市"], 420_000, 260),
    "chain": ((7, 6, 10), ["连锁店", "连锁便利"], 330_000, 110),
    "tobacco_shop": ((16, 0, 0), ["烟酒行", "名烟名酒店"], 380_000, 60),
    "hotel": ((3, 1, 3), ["宾馆", "商务酒店"], 150_000, 900),
    "restaurant": ((6, 6, 12), ["酒家", "饭店", "大排档"], 110_000, 240),
    "entertainment": ((3, 0, 4), ["歌城", "棋牌室"], 160_000, 420),
    "convenience": ((56, 65, 46), ["便利店", "食杂店", "小卖部"], 85_000, 32),
}

FIRST = ["好邻", "福顺", "永兴", "便民", "利客", "万家", "惠民", "新街口", "百顺", "金桥", "兴旺", "老榕树", "南门", "四季",
         "同福", "广源", "丰年", "乐购多", "清风", "东湖", "顺意", "宏发", "和兴", "天天", "南国", "骑楼", "渡口", "茶香"]

BUSINESSES = ["tobacco", "traditional", "beverage"]


def clipped(number, low, high):
    return max(low, min(high, number))


def skewed(rng, median, spread):
    """A lognormal amount: most are small, a few are very large."""
    return median * rng.lognormvariate(0, spread)


def areas(rng):
    """Sales areas: some in each county, with the four indicators that all their customers share."""
    found = {}
    for cities in PLACES.values():
        for city, counties in cities.items():
            for county in counties:
                found[city, county] = [
                    {
                        "area": f"{county}{side}片区",
                        "coverage_rate": round(clipped(rng.gauss(62, 16), 5, 100), 1),
                        "survival_rate": round(clipped(rng.gauss(79, 10), 20, 100), 1),
                        "featured_rate": round(clipped(rng.gauss(38, 14), 0, 100), 1),
                        "transaction_amount": int(round(skewed(rng, 2_800_000, 0.7), -3)),
                    }
                    for side in ("东", "西")
                ]
    return found


def customer(rng, number, grounds):
    """One sound customer; an absent value is None."""
    business = rng.choices(BUSINESSES, [55, 30, 15])[0]
    province = rng.choices(list(PLACES), [45, 55])[0]
    city = rng.choice(list(PLACES[province]))
    county = rng.choice(PLACES[province][city])
    weights = [FORMATS[name][0][BUSINESSES.index(business)] for name in FORMATS]
    channel = rng.choices(list(FORMATS), weights)[0]
    _, kinds, median_sales, median_area = FORMATS[channel]
    if channel in ("mall", "hotel", "entertainment"):
        location = rng.choices(["urban", "township"], [85, 15])[0]
    else:
        remote = county.endswith("县")
        location = rng.choices(["urban", "township", "rural"], [25, 40, 35] if remote else [65, 25, 10])[0]

    pull = {"urban": 1.2, "township": 0.9, "rural": 0.55}[location]
    sales = round(skewed(rng, median_sales * pull, 0.95), 2)
    size = sales / median_sales
    idle = rng.random() < 0.06
    orders = 0 if idle and rng.random() < 0.4 else int(clipped(rng.gauss(22 + 14 * size ** 0.5, 9), 1, 150))
    since_order = rng.randint(190, 420) if idle else int(rng.expovariate(1 / 14))
    opened = TODAY - datetime.timedelta(days=int(rng.expovariate(1 / 1500)) + rng.randint(1, 40))
    cooperation = round(clipped(rng.gauss(64, 19), 0, 100))
    potential = round(clipped(rng.gauss(44 + 12 * size ** 0.5, 16), 0, 100))
    stubborn = cooperation < 40 and business == "tobacco"

    row = {
        "customer_id": f"{'F' if province == '福建' else 'G'}{number:06d}",
        "name": rng.choice(FIRST) + rng.choice(kinds),
        "business": business,
        "province": province,
        "city": city,
        "county": county,
        "manager_id": f"M{rng.randint(1, 4) + 4 * list(grounds).index((city, county)):03d}",
        "opened_on": opened.isoformat(),
        "channel": channel,
        "location": location,
        "floor_area": round(skewed(rng, median_area, 0.5)),
        "surrounding_consumption": None,
        "cooperation": cooperation,
        "potential": potential,
        "satisfaction": round(clipped(rng.gauss(76, 13), 0, 100)),
        "sales_12m": 0 if orders == 0 else sales,
        "sales_growth": round(clipped(rng.gauss(2, 14), -100, 200), 1),
        "orders_12m": orders,
        "last_order_on": max(opened, TODAY - datetime.timedelta(days=since_order)).isoformat(),
        "target_missed": rng.random() < 0.08,
        "overdue_days": int(rng.expovariate(1 / 22)) if rng.random() < 0.12 else 0,
        "open_complaints": rng.choices([0, 1, 2], [92, 6, 2])[0],
        "competitor_promo": rng.random() < 0.1,
        "manager_delta": rng.choices([-2, -1, 0, 1, 2], [1, 3, 90, 4, 2])[0],
        "failed_deep_visits": None,
    }
    if business == "tobacco":
        row["surrounding_consumption"] = rng.choices(
            ["high", "medium", "low"], {"urban": [4, 5, 1], "township": [1, 6, 3], "rural": [0, 4, 6]}[location])[0]
        row["failed_deep_visits"] = rng.choices([0, 1, 2, 3, 4], [35, 25, 20, 12, 8])[0] if stubborn else 0
    else:
        row.update(rng.choice(grounds[city, county]))
        row["market_feedback"] = rng.random() < 0.07

    gaps = {"cooperation": 0.08, "potential": 0.08, "satisfaction": 0.25, "floor_area": 0.06, "location": 0.02,
            "surrounding_consumption": 0.05, "sales_growth": 0.07, "sales_12m": 0.02, "orders_12m": 0.02,
            "opened_on": 0.03, "last_order_on": 0.03, "manager_delta": 0.3, "open_complaints": 0.1}
    for fact, share in gaps.items():
        if rng.random() < share:
            row[fact] = None
    return row


# Rows that a policy rejects: the row's place (0-based), the fact, and what stands there instead.
BROKEN = {
    212: ("cooperation", "八十"),            # a number in words
    431: ("channel", "kiosk"),               # no such format
    655: ("customer_id", ""),                # no key
    878: ("opened_on", "2025-02-30"),        # no such day
    1043: ("potential", "130"),              # beyond 100
    1290: ("business", ""),                  # required
    1502: ("competitor_promo", "也许"),       # neither true nor false
}
TOO_FEW_FIELDS = 1711
TOO_MANY_FIELDS = 1876

# Sound rows whose names need quotes in CSV.
ODD_NAMES = {77: "好邻便利店,二门市", 508: '骑楼"老字号"食杂店', 1404: "渡口小卖部\n(码头旁)"}


def cell(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return str(value)


def record(row, place):
    """The row's fields as they stand in the CSV file."""
    fields = [cell(row.get(fact)) for fact, _ in COLUMNS]
    if place in BROKEN:
        fact, text = BROKEN[place]
        fields[[name for name, _ in COLUMNS].index(fact)] = text
    if place == TOO_FEW_FIELDS:
        return fields[:12]
    if place == TOO_MANY_FIELDS:
        return fields + ["?"]
    return fields


def main():
    rng = random.Random(SEED)
    grounds = areas(rng)
    rows = [customer(rng, number + 1, grounds) for number in range(ROWS)]
    for place, name in ODD_NAMES.items():
        rows[place]["name"] = name

    folder = pathlib.Path(__file__).parent
    with open(folder / "customers.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([header for _, header in COLUMNS])
        writer.writerows(record(row, place) for place, row in enumerate(rows))

    with open(folder / "customers.jsonl", "w", encoding="utf-8", newline="\n") as file:
        for row in rows[:SAMPLE]:
            known = {fact: row[fact] for fact, _ in COLUMNS if row.get(fact) is not None}
            file.write(json.dumps(known, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
