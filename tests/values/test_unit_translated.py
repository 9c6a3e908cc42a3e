"""Chinese companies beside English names, and short forms of trades and bodies."""

from __future__ import annotations

import pytest

from workbench.values.unit_name import same_unit_name


@pytest.mark.parametrize(
    ("one", "other", "verdict", "why"),
    [
        ("宏泰建材有限公司", "Hongtai Building Materials Co., Ltd", "possible",
         "translated"),
        ("清河县宏泰物流有限公司", "Qinghe Hongtai Logistics Ltd", "possible",
         "translated"),
        ("宏泰建材有限公司", "Hongtai Logistics Co., Ltd", "different", "tokens"),
        ("宏泰建材有限公司", "Hongda Building Materials Ltd", "different", "tokens"),
        ("宏泰建材有限公司", "Hongtai Kitchen Ltd", "different", "tokens"),
        ("清河县财政局", "Caizheng", "different", "tokens"),
        ("公路养护管理中心", "公路养护中心", "possible", "abbreviation"),
        ("公路养护管理中心", "公路养护服务中心", "different", "brand"),
        ("兴隆建筑安装工程有限公司", "兴隆建安", "possible", "abbreviation"),
        ("兴隆建筑设计有限公司", "兴隆建安", "different", "trade"),
        ("盛达（集团）有限公司", "盛达集团", "same", "form"),
        ("江南路桥集团有限公司临水分公司", "江南路桥临水分公司", "possible",
         "abbreviation"),
        ("江南路桥集团有限公司临水分公司", "江南路桥青石分公司", "different", "brand"),
        ("Hale (formerly Dunn) Ltd", "Dunn Ltd", "same", "former"),
        ("Tidewell Pte Ltd", "Tidewell Private Limited", "same", "form"),
        ("Private Wealth Ltd", "Wealth Ltd", "different", "tokens"),
        ("1st Dunmore Bank", "First Dunmore Bank", "same", "equal"),
        ("1st Dunmore Bank", "2nd Dunmore Bank", "different", "tokens"),
    ],
)  # fmt: skip
def test_what_two_unit_names_say_of_each_other(one, other, verdict, why):
    found = same_unit_name(one, other)
    assert (found.verdict, found.why) == (verdict, why)
    assert same_unit_name(other, one) == found
