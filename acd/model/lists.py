"""The two kinds of linked rows: waiting calls of a queue, and ready agents of a profile.

Knows only how rows hang together; who may be in a list, and when, is for the rules.
"""

from acd.events import NOBODY
from acd.model.rows import Centre


def enqueue(centre: Centre, c: int) -> int:
    """Put a call among the waiting of its priority, behind all that are older; returns how many those are."""
    call = centre.calls[c]
    queue = centre.queues[call.queue]
    before = queue.length
    older = queue.tail
    while older != NOBODY and is_older(centre, c, older):
        before -= 1
        older = centre.calls[older].prev
    call.prev = older
    if older != NOBODY:
        call.next = centre.calls[older].next
        centre.calls[older].next = c
    else:
        call.next = queue.head
        queue.head = c
    if call.next != NOBODY:
        centre.calls[call.next].prev = c
    else:
        queue.tail = c
    queue.length += 1
    centre.groups[call.group].waiting += 1
    centre.floor[0].waiting += 1
    return before


def dequeue(centre: Centre, c: int) -> None:
    """Take a call from among the waiting, wherever it stands."""
    call = centre.calls[c]
    queue = centre.queues[call.queue]
    if call.prev != NOBODY:
        centre.calls[call.prev].next = call.next
    else:
        queue.head = call.next
    if call.next != NOBODY:
        centre.calls[call.next].prev = call.prev
    else:
        queue.tail = call.prev
    queue.length -= 1
    centre.groups[call.group].waiting -= 1
    centre.floor[0].waiting -= 1


def ahead(centre: Centre, now: int, c: int) -> int:
    """How many waiting calls of its group are served before a call, itself waiting or not."""
    g = centre.calls[c].group
    priorities = centre.floor[0].priorities
    before = 0
    for q in range(g * priorities, (g + 1) * priorities):
        other = centre.queues[q].head
        while other != NOBODY and other != c and _is_more_urgent(centre, now, other, c):
            before += 1
            other = centre.calls[other].next
    return before


def _is_more_urgent(centre: Centre, now: int, c: int, other: int) -> bool:
    """Whether a call stands before another of the same urgency or less: by urgency, then age."""
    mine = urgency(centre, now, c)
    theirs = urgency(centre, now, other)
    return mine > theirs or (mine == theirs and is_older(centre, c, other))


def urgency(centre: Centre, now: int, c: int) -> int:
    """The priority of a call, raised as its group lets waiting callers age (`scenario.md`, priority_ageing)."""
    call = centre.calls[c]
    group = centre.groups[call.group]
    if group.ageing == 0:
        return call.priority
    return call.priority + group.ageing * ((now - call.offered) // group.every)


def is_older(centre: Centre, c: int, other: int) -> bool:
    """Whether a call was offered before another; at the same moment the lower number is the older."""
    call = centre.calls[c]
    that = centre.calls[other]
    return call.offered < that.offered or (call.offered == that.offered and call.number < that.number)


def join_ready(centre: Centre, a: int) -> None:
    """Put an agent among the ready, behind all who are ready longer (same moment: file order)."""
    agents = centre.agents
    agent = agents[a]
    profile = centre.profiles[agent.profile]
    ahead = profile.tail
    while ahead != NOBODY and agents[ahead].since == agent.since and ahead > a:
        ahead = agents[ahead].prev
    agent.prev = ahead
    if ahead != NOBODY:
        agent.next = agents[ahead].next
        agents[ahead].next = a
    else:
        agent.next = profile.head
        profile.head = a
    if agent.next != NOBODY:
        agents[agent.next].prev = a
    else:
        profile.tail = a


def leave_ready(centre: Centre, a: int) -> None:
    """Take an agent from among the ready."""
    agents = centre.agents
    agent = agents[a]
    profile = centre.profiles[agent.profile]
    if agent.prev != NOBODY:
        agents[agent.prev].next = agent.next
    else:
        profile.head = agent.next
    if agent.next != NOBODY:
        agents[agent.next].prev = agent.prev
    else:
        profile.tail = agent.prev
