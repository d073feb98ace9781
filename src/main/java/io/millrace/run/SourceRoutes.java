package io.millrace.run;

import io.millrace.reconcile.StageHealth;
import io.millrace.source.PageFinder;
import io.millrace.source.Sites;
import io.millrace.source.Source;
import io.millrace.source.SourceFolder;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one route for each source that is declared now. */
public final class SourceRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(SourceRoutes.class);
    private static final String STAGE = "sources-";

    private final CamelContext context;
    private final SourceFolder folder;
    private final Sites sites;
    private final PageFinder finder;
    private final StageHealth health;
    private final Rhythm rhythm;
    private final Predicate<String> paused;
    /** Name to what its route was made of. */
    private final Map<String, Source> running = new HashMap<>();
    /** File to what was told of it. */
    private Map<String, String> told = Map.of();

    /**
     * @param folder whose sources have their routes already
     * @param paused whether a person has paused the source of that name
     */
    SourceRoutes(
            CamelContext context,
            SourceFolder folder,
            Sites sites,
            PageFinder finder,
            StageHealth health,
            Rhythm rhythm,
            Predicate<String> paused) {
        this.context = context;
        this.folder = folder;
        this.sites = sites;
        this.finder = finder;
        this.health = health;
        this.rhythm = rhythm;
        this.paused = paused;
        folder.sources().forEach(source -> running.put(source.name(), source));
    }

    /** Looks at the folder, and makes the routes be as it says; what failed is tried again at the next look. */
    public synchronized void look() throws Exception {
        folder.look();
        tell(folder.faults());
        var declared = new HashMap<String, Source>();
        folder.sources().forEach(source -> declared.put(source.name(), source));
        for (var name : Set.copyOf(running.keySet())) {
            if (!declared.containsKey(name)) {
                remove(name);
            }
        }
        for (var source : declared.values()) {
            var before = running.get(source.name());
            if (before == null) {
                add(source);
            } else if (!before.equals(source)) {
                change(before, source);
            }
        }
    }

    private void tell(Map<String, String> faults) {
        faults.forEach((file, fault) -> {
            if (!fault.equals(told.get(file))) {
                health.failed(
                        STAGE + file,
                        new IllegalStateException(fault + " (what the file declared before stays in force)"));
            }
        });
        told.keySet().stream().filter(file -> !faults.containsKey(file)).forEach(file -> health.worked(STAGE + file));
        told = faults;
    }

    private void add(Source source) throws Exception {
        sites.declare(source);
        TemplatedRoutes.add(context, source, rhythm);
        if (paused.test(source.name())) {
            context.getRouteController().stopRoute(id(source.name()));
        }
        running.put(source.name(), source);
        LOG.info("source={} pages={} is new and watched from now on", source.name(), source.size());
    }

    private void change(Source before, Source source) throws Exception {
        sites.declare(source);
        finder.forget(source.name());
        if (!before.beginsLike(source)) {
            stop(source.name());
            TemplatedRoutes.add(context, source, rhythm);
            if (paused.test(source.name())) {
                context.getRouteController().stopRoute(id(source.name()));
            }
        }
        running.put(source.name(), source);
        LOG.info("source={} pages={} has changed, as {} says now", source.name(), source.size(), source.place());
    }

    private void remove(String name) throws Exception {
        stop(name);
        sites.drop(name);
        finder.forget(name);
        health.worked(id(name));
        running.remove(name);
        LOG.info("source={} is declared no more, none of its pages is asked for any more", name);
    }

    private void stop(String name) throws Exception {
        context.getRouteController().stopRoute(id(name));
        context.removeRoute(id(name));
    }

    private static String id(String source) {
        return "scrape-" + source;
    }
}
