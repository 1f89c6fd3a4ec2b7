"""The phone's engine on rfcvoip 2.10.3, which parses, describes media and speaks RTP; the transactions are our own.

rfcvoip repeats nothing that is lost, answers challenges to two requests only, has no hold and no transfer. Every
private name of it that is touched here stands in tests/phone/test_rfcvoip_names.py, which fails when another version
lacks it.
"""
