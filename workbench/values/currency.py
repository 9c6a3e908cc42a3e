"""Currencies by their signs, codes and words, as letters and bank forms write them.

ISO 4217 codes. A sign shared by several currencies ($, Rs, peso, shilling) names the
one most letters mean by it; where a letter says which ("Ugandan shillings"), that
counts.
"""

from __future__ import annotations

SIGNS: dict[str, tuple[str, ...]] = {
    "USD": ("US$", "USD", "U$", "$"),
    "GBP": ("£", "GBP"),
    "EUR": ("€", "EUR"),
    "CNY": ("¥", "￥", "RMB", "CNY"),
    "HKD": ("HK$", "HKD"),
    "TWD": ("NT$", "TWD"),
    "AUD": ("AU$", "A$", "AUD"),
    "CAD": ("CA$", "C$", "CAD"),
    "NZD": ("NZ$", "NZD"),
    "SGD": ("S$", "SGD"),
    "JPY": ("JPY",),
    "CHF": ("CHF",),
    "INR": ("₹", "INR", "Rs.", "Rs"),
    "PKR": ("PKR",),
    "LKR": ("LKR",),
    "BDT": ("৳", "BDT", "Tk.", "Tk"),
    "KES": ("KSh.", "KShs.", "KShs", "KSh", "Ksh.", "Kshs", "Ksh", "KES", "Sh."),
    "UGX": ("UGX", "USh", "Ush"),
    "TZS": ("TZS", "TSh", "Tsh"),
    "NGN": ("₦", "NGN", "N"),
    "GHS": ("GH₵", "GH¢", "GHS", "₵"),
    "ZAR": ("ZAR", "R"),
    "PHP": ("₱", "PHP", "Php", "P"),
    "MYR": ("RM", "MYR"),
    "IDR": ("Rp", "IDR"),
    "THB": ("฿", "THB"),
    "VND": ("₫", "VND"),
    "KRW": ("₩", "KRW"),
    "AED": ("AED", "Dhs", "Dh"),
    "SAR": ("SAR",),
    "QAR": ("QAR",),
    "ILS": ("₪", "ILS"),
    "TRY": ("₺", "TRY"),
    "RUB": ("₽", "RUB"),
    "UAH": ("₴", "UAH"),
    "PLN": ("PLN",),
    "SEK": ("SEK",),
    "NOK": ("NOK",),
    "DKK": ("DKK",),
    "BRL": ("R$", "BRL"),
    "MXN": ("MX$", "MXN"),
    "JMD": ("J$", "JMD"),
    "TTD": ("TT$", "TTD"),
    "ZMW": ("ZMW",),
    "MWK": ("MWK",),
    "ETB": ("ETB",),
    "XAF": ("FCFA", "XAF", "CFA"),
    "RWF": ("RWF", "FRw"),
}
"""ISO code -> what stands before a number, as written."""

CODES = frozenset(SIGNS)
"""ISO 4217 codes that are read after a number too ("5,000 EUR")."""

LETTERS_ALONE = frozenset(("N", "P", "R", "RM", "Rp", "Dh"))
"""Signs that are plain letters: money only where the digits follow at once."""

WORDS: dict[str, tuple[str, ...]] = {
    "USD": ("dollar", "dollars", "buck", "bucks", "cent", "cents", "grand"),
    "GBP": ("pound", "pounds", "quid", "pounds sterling", "sterling", "pence"),
    "EUR": ("euro", "euros"),
    "CNY": ("yuan", "renminbi"),
    "JPY": ("yen",),
    "INR": ("rupee", "rupees"),
    "BDT": ("taka",),
    "KES": ("shilling", "shillings", "bob"),
    "NGN": ("naira",),
    "GHS": ("cedi", "cedis"),
    "ZAR": ("rand", "rands"),
    "PHP": ("peso", "pesos"),
    "MYR": ("ringgit",),
    "IDR": ("rupiah",),
    "THB": ("baht",),
    "VND": ("dong",),
    "AED": ("dirham", "dirhams"),
    "SAR": ("riyal", "riyals"),
    "ILS": ("shekel", "shekels"),
    "TRY": ("lira", "liras"),
    "RUB": ("rouble", "roubles", "ruble", "rubles"),
    "PLN": ("zloty", "zlotys"),
    "SEK": ("kronor", "krona"),
    "DKK": ("kroner", "krone"),
    "BRL": ("reais",),
    "ZMW": ("kwacha",),
    "ETB": ("birr",),
    "XAF": ("francs", "CFA francs", "CFA"),
    "CHF": ("Swiss francs",),
}
"""ISO code -> what stands after a number."""

COUNTRIES: dict[str, str] = {
    "us": "USD", "american": "USD", "hong": "HKD", "canadian": "CAD",
    "australian": "AUD", "singapore": "SGD", "zealand": "NZD", "jamaican": "JMD",
    "kenyan": "KES", "kenya": "KES", "ugandan": "UGX", "uganda": "UGX",
    "tanzanian": "TZS", "tanzania": "TZS", "pakistani": "PKR", "lankan": "LKR",
    "indian": "INR", "nepali": "NPR", "mexican": "MXN", "philippine": "PHP",
    "sterling": "GBP", "swiss": "CHF",
}  # fmt: skip
"""Word before a currency's word -> ISO code ("Ugandan shillings")."""

CHINESE: dict[str, str] = {
    "元": "CNY", "块": "CNY", "块钱": "CNY", "圆": "CNY", "人民币": "CNY",
    "美元": "USD", "美金": "USD", "港元": "HKD", "港币": "HKD", "欧元": "EUR",
    "英镑": "GBP", "日元": "JPY", "日币": "JPY", "澳元": "AUD", "加元": "CAD",
    "新台币": "TWD", "台币": "TWD", "澳门元": "MOP", "葡币": "MOP", "卢布": "RUB",
    "韩元": "KRW", "泰铢": "THB", "瑞士法郎": "CHF", "新加坡元": "SGD", "新元": "SGD",
}  # fmt: skip

CURRENCIES: dict[str, str] = {
    **CHINESE,
    **{sign.lower(): code for code, signs in SIGNS.items() for sign in signs},
    **{word.lower(): code for code, words in WORDS.items() for word in words},
}
"""Word or sign for a currency, lower case, simplified script -> ISO 4217 code."""
