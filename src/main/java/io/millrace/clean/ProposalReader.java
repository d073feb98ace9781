package io.millrace.clean;

import io.millrace.lake.AttemptKeys;
import io.millrace.lake.ObjectStore;
import io.millrace.lake.WorkFolder;
import java.nio.file.Path;
import java.util.ArrayList;

/** Takes up what a Spark job proposes, once it is done. Thread-safe. */
public final class ProposalReader {
    private final ObjectStore store;

    public ProposalReader(ObjectStore store) {
        this.store = store;
    }

    /**
     * The attempt of a job that wrote into the lake.
     *
     * @throws IllegalStateException if there is no proposal, or something of it is not true
     */
    public Attempt inLake(DueBatch due, String attempt) {
        return read(due, attempt, store);
    }

    /**
     * The attempt of a job that wrote into a folder laid out as the lake, whose files are to be put.
     *
     * @param work to be removed with the attempt, and at once if it fails
     * @throws IllegalStateException if there is no proposal, or something of it is not true
     */
    public Attempt inFolder(DueBatch due, String attempt, Path folder, Path work) {
        try {
            var manifest = read(due, attempt, new FolderStore(folder)).manifest();
            var uploads = new ArrayList<Attempt.Upload>();
            manifest.datasets()
                    .values()
                    .forEach(written -> written.files()
                            .forEach(file -> uploads.add(new Attempt.Upload(file.key(), folder.resolve(file.key())))));
            manifest.rejectedFiles().forEach(key -> uploads.add(new Attempt.Upload(key, folder.resolve(key))));
            return new Attempt(manifest, uploads, work);
        } catch (RuntimeException e) {
            WorkFolder.remove(work);
            throw e;
        }
    }

    private static Attempt read(DueBatch due, String attempt, ObjectStore store) {
        var key = new AttemptKeys(due.n(), attempt).proposal();
        var json = store.get(key)
                .orElseThrow(() -> new IllegalStateException(
                        "there is no " + key + ", though the job ended well: the next attempt starts anew, and if it"
                                + " ends the same, another lake was cleaned than that of this program"));
        return Proposal.verify(json, due.plan(), attempt, store);
    }
}
