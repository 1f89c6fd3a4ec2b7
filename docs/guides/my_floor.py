"""A fire drill that empties a team, and a colleague who tires over the day."""


def fire_drill(floor):
    """At 10:30 team A leaves its phones for a quarter of an hour; who is on a call goes when it is over."""
    yield floor.at("10:30")
    for agent in floor.teams["A"]:
        agent.not_ready()
    yield floor.wait("15min")
    for agent in floor.teams["A"]:
        if agent.reason == "fire_drill":
            agent.ready()


def tires(floor):
    """From 10:00 on, each hour makes everything take B-01 4 % longer."""
    yield floor.at("09:00")
    while True:
        yield floor.wait("1h")
        floor.agents["B-01"].pace *= 1.04
