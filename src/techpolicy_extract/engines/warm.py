"""Load and try what every worker needs. The server process that workers are forked from imports this module first."""

from techpolicy_extract.engines import Task, local
from techpolicy_extract.files.discovery import STDIN, Job

# Much is built on first use. Without this, each worker would build it anew while its first document waits.
_TEXT = """关于印发科技成果转化行动方案的通知
各市人民政府：
一、主要目标
到2025年，全省技术合同成交额达到1600亿元以上，培育众创空间500个，占比不低于30%。
（一）对年度技术合同成交额超过1000万元的，按2%给予补助，最高不超过50万元。（省科技厅牵头）
请于2023年4月28日前报送。联系电话：0571-87054000。
2023年3月1日
"""
local.prepare(Task())(Job(STDIN, "warm", data=_TEXT.encode()))
