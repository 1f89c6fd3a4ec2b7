// M/M/100+M as a plain loop over std::priority_queue: the same queue, drawn before the clock runs as for our own engine,
// every arrival, answer, end and hang-up kept as a row of the size of ours. No agents, groups, skills or states.
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <deque>
#include <queue>
#include <random>
#include <vector>

enum Kind : int16_t { ARRIVES, ANSWERED, ENDS, GIVES_UP };

struct Due {
    int64_t t;
    int64_t sequence;
    int32_t call;
    Kind kind;
    bool operator<(const Due& other) const { return t != other.t ? t > other.t : sequence > other.sequence; }
};

struct Row {
    int64_t t;
    int16_t kind, group;
    int32_t call, agent, a, b, c;
};

struct Call {
    int64_t arrives, talk, patience;
    bool waits = false;
};

static std::vector<Call> drawn(int64_t callers, uint64_t seed) {
    std::mt19937_64 random(seed);
    std::exponential_distribution<double> gap(1164 / 3600e6), talk(1 / 300e6), patience(1 / 180e6);
    std::vector<Call> calls(callers);
    int64_t now = 0;
    for (Call& call : calls) {
        now += static_cast<int64_t>(gap(random));
        call.arrives = now;
        call.talk = static_cast<int64_t>(talk(random));
        call.patience = static_cast<int64_t>(patience(random));
    }
    return calls;
}

int main(int, char** arguments) {
    const int64_t callers = std::atoll(arguments[1]);
    std::vector<Call> calls = drawn(callers, std::atoll(arguments[2]));
    std::vector<Row> ledger(4 * callers, Row{1, 0, 0, 0, 0, 0, 0, 0});
    std::size_t written = 0;

    const auto wall = std::chrono::steady_clock::now();
    const std::clock_t processor = std::clock();
    std::priority_queue<Due> agenda;
    std::deque<int32_t> queue;
    int64_t sequence = 0, waits = 0, abandoned = 0;
    int free = 100;
    auto schedule = [&](int64_t t, Kind kind, int32_t call) { agenda.push({t, sequence++, call, kind}); };
    auto write = [&](int64_t t, Kind kind, int32_t call) { ledger[written++] = {t, kind, 0, call, 0, 0, 0, 0}; };
    auto answer = [&](int64_t now, int32_t call) {
        waits += now - calls[call].arrives;
        write(now, ANSWERED, call);
        schedule(now + calls[call].talk, ENDS, call);
    };
    schedule(calls[0].arrives, ARRIVES, 0);
    while (!agenda.empty()) {
        const Due due = agenda.top();
        agenda.pop();
        Call& call = calls[due.call];
        switch (due.kind) {
            case ARRIVES:
                write(due.t, ARRIVES, due.call);
                if (due.call + 1 < callers) schedule(calls[due.call + 1].arrives, ARRIVES, due.call + 1);
                if (free > 0) {
                    --free;
                    answer(due.t, due.call);
                } else {
                    call.waits = true;
                    queue.push_back(due.call);
                    schedule(due.t + call.patience, GIVES_UP, due.call);
                }
                break;
            case ENDS:
                write(due.t, ENDS, due.call);
                while (!queue.empty() && !calls[queue.front()].waits) queue.pop_front();
                if (queue.empty()) {
                    ++free;
                } else {
                    calls[queue.front()].waits = false;
                    answer(due.t, queue.front());
                    queue.pop_front();
                }
                break;
            case GIVES_UP:
                if (call.waits) {
                    call.waits = false;
                    waits += due.t - call.arrives;
                    ++abandoned;
                    write(due.t, GIVES_UP, due.call);
                }
                break;
            case ANSWERED:
                break;
        }
    }
    const double processor_seconds = static_cast<double>(std::clock() - processor) / CLOCKS_PER_SEC;
    const std::chrono::duration<double> wall_seconds = std::chrono::steady_clock::now() - wall;
    std::printf("{\"processor\": %.9f, \"wall\": %.9f, \"calls\": %lld, \"events\": %zu, ", processor_seconds,
                wall_seconds.count(), static_cast<long long>(callers), written);
    std::printf("\"abandonment\": %.9f, \"wait\": %.9f}\n", static_cast<double>(abandoned) / callers,
                static_cast<double>(waits) / 1e6 / callers);
}
