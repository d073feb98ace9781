package io.millrace.run;

import io.millrace.clean.BatchReport;
import io.millrace.clean.Erasures;
import io.millrace.clean.RefusedException;
import io.millrace.dataset.Dataset;
import io.millrace.dataset.Json;
import io.millrace.dataset.StreamRecord;
import io.millrace.lake.BatchKind;
import io.millrace.lake.Commits;
import io.millrace.lake.DatasetsInUse;
import io.millrace.lake.Plan;
import io.millrace.reconcile.StageHealth;
import io.millrace.run.BatchTalk.Decided;
import io.millrace.run.BatchTalk.Erased;
import io.millrace.run.BatchTalk.Landed;
import io.millrace.run.BatchTalk.Listed;
import io.millrace.run.BatchTalk.Loaded;
import io.millrace.run.BatchTalk.Planned;
import io.millrace.run.BatchTalk.Progress;
import io.millrace.run.BatchTalk.Request;
import io.millrace.warehouse.Warehouse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Answers {@link BatchTalk} from the lake and the warehouses. Thread-safe. */
final class BatchDesk {
    private final LakeParts lake;
    private final DatasetsInUse datasets;
    private final List<Warehouse> warehouses;
    private final LoadDesk loads;
    private final boolean cleans;
    private final StageHealth health;
    private final Commits commits;
    private final BatchReport report;
    private final BatchWork work;

    /**
     * @param warehouses those that this process loads
     * @param cleans whether this process carries plans out
     * @param work what makes the plans that are asked for
     */
    BatchDesk(
            LakeParts lake,
            List<Dataset> datasets,
            List<Warehouse> warehouses,
            LoadDesk loads,
            boolean cleans,
            BatchWork work,
            StageHealth health,
            Commits commits) {
        this.lake = lake;
        this.datasets = new DatasetsInUse(datasets, lake.batches());
        this.warehouses = List.copyOf(warehouses);
        this.loads = loads;
        this.cleans = cleans;
        this.health = health;
        this.commits = commits;
        this.report = new BatchReport(lake.batches());
        this.work = work;
    }

    /** The answer to a {@link Request}, both as JSON. */
    byte[] answer(byte[] request) throws SQLException {
        try {
            return Json.bytes(answer(Json.read(request, Request.class, "the request")));
        } catch (RefusedException e) {
            return Json.bytes(new BatchTalk.Refused(e.getMessage()));
        }
    }

    private Object answer(Request request) throws SQLException {
        return switch (request.action()) {
            case LIST -> new Listed(report.last(request.most()));
            case SHOW -> report.show(request.batches().get(0));
            case RELEASE -> decided(work.held().release(request.batches(), commits));
            case DROP -> decided(List.of(work.held().drop(request.batches(), commits)));
            case REPLAY -> replay(request);
            case COMPACT -> compact(request);
            case ERASE -> erase(request);
            case REPAIR -> repair(request);
            case LOAD -> new Loaded(List.of(), List.of(), loads.load(request.warehouse(), request.dry()));
            case LANDED -> new Landed(cleans, lake.batches().committedThrough(), landed());
            case PROGRESS -> progress(request);
        };
    }

    private Decided replay(Request request) {
        var found = work.replays().find(request.range());
        var plans = request.dry() ? List.<Plan>of() : work.replays().commit(found, commits);
        var planned = new ArrayList<Planned>();
        for (var i = 0; i < found.replays().size(); i++) {
            var replay = found.replays().get(i);
            planned.add(new Planned(
                    request.dry() ? 0 : plans.get(i).n(),
                    replay.kind(),
                    replay.replaces(),
                    replay.objects().size(),
                    replay.files().size(),
                    replay.lines()));
        }
        return new Decided(cleans, planned, found.held(), found.partly(), found.removed());
    }

    private Decided compact(Request request) {
        var found = work.compactions().find(request.to());
        var plans = request.dry() ? List.<Plan>of() : work.compactions().commit(found, commits);
        var planned = new ArrayList<Planned>();
        for (var i = 0; i < found.compactions().size(); i++) {
            var compaction = found.compactions().get(i);
            planned.add(new Planned(
                    request.dry() ? 0 : plans.get(i).n(),
                    BatchKind.COMPACT,
                    compaction.batches(),
                    0,
                    compaction.files().size(),
                    compaction.lines()));
        }
        return new Decided(cleans, planned, List.of(), List.of(), List.of());
    }

    private Erased erase(Request request) {
        var committed = request.dry()
                ? new Erasures.Committed(work.erasures().find(request.erasure()), List.of(), false)
                : work.erasures().commit(request.erasure(), commits);
        var found = committed.found();
        var planned = new ArrayList<Planned>();
        for (var i = 0; i < found.erasures().size() && !committed.busy(); i++) {
            var erasing = found.erasures().get(i);
            planned.add(new Planned(
                    request.dry() ? 0 : committed.plans().get(i).n(),
                    BatchKind.ERASE,
                    erasing.batches(),
                    0,
                    erasing.files().size(),
                    erasing.lines()));
        }
        return new Erased(
                new Decided(cleans, planned, List.of(), List.of(), found.removed()),
                found.rows(),
                found.rejected(),
                found.without(),
                committed.busy());
    }

    private Loaded repair(Request request) throws SQLException {
        loads.expect(request.warehouse());
        var within = work.replays().within(request.range());
        var into = loads.repair(
                request.warehouse(), within.batches(), request.range().dataset(), request.dry());
        return new Loaded(within.batches(), within.held(), List.of(into));
    }

    private Decided decided(List<Plan> plans) {
        var planned = plans.stream()
                .map(plan -> new Planned(
                        plan.n(),
                        plan.kind(),
                        plan.replaces(),
                        plan.objects().size(),
                        plan.files().size(),
                        plan.records()))
                .toList();
        return new Decided(cleans, planned, List.of(), List.of(), List.of());
    }

    private Map<String, String> landed() {
        var ends = new TreeMap<String, String>();
        for (var shard : lake.positions().shards()) {
            lake.positions()
                    .find(shard.stream(), shard.shard())
                    .ifPresent(position -> ends.put(shard.toString(), position.last()));
        }
        return ends;
    }

    private Progress progress(Request request) throws SQLException {
        var committed = lake.batches().committedThrough();
        var newest = request.batches().stream().mapToLong(Long::longValue).max().orElse(0);
        return new Progress(
                newest <= committed && areCleaned(request.ends(), committed) && areLoaded(newest),
                committed,
                report.lines(request.batches()),
                warehouses.stream().map(Warehouse::name).toList(),
                List.copyOf(health.failures().values()));
    }

    private boolean areCleaned(Map<String, String> ends, long committed) {
        if (ends.isEmpty()) {
            return true;
        }
        var reached = committed == 0
                ? Map.<String, Plan.End>of()
                : lake.batches().planned(committed).ends();
        return ends.entrySet().stream().allMatch(end -> {
            var there = reached.get(end.getKey());
            return there != null && StreamRecord.compareSeq(there.last(), end.getValue()) >= 0;
        });
    }

    private boolean areLoaded(long newest) throws SQLException {
        for (var warehouse : warehouses) {
            for (var dataset : datasets.through(newest)) {
                if (warehouse.loadedThrough(dataset) < newest) {
                    return false;
                }
            }
        }
        return true;
    }
}
