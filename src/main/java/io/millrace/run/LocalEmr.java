package io.millrace.run;

import io.millrace.config.Settings;
import io.millrace.emr.SparkProcess;
import io.millrace.local.emr.Disturbance;
import io.millrace.local.emr.EmrServer;
import io.millrace.local.emr.Names;
import java.io.IOException;

/** The stand-in of EMR, as the settings want it. */
final class LocalEmr {
    private LocalEmr() {}

    static EmrServer start(DataFolder folder, Settings settings) throws IOException {
        return EmrServer.start(
                folder.emr(),
                folder.s3(),
                0,
                names(settings),
                (arguments, work) -> LocalSpark.find(settings.clean())
                        .start(SparkProcess.CLEAN, arguments, work)
                        .await(),
                Disturbance.NONE);
    }

    /** A configuration for AWS works with target local too. */
    static Names names(Settings settings) {
        var emr = settings.clean().emr();
        return new Names(
                otherwise(emr.cluster(), Names.CLUSTER),
                otherwise(emr.clusterName(), Names.CLUSTER_NAME),
                otherwise(emr.application(), Names.APPLICATION));
    }

    private static String otherwise(String set, String name) {
        return set.isEmpty() ? name : set;
    }
}
