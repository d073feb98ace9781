package io.millrace.simulation;

import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What lies between one life of an instance and the world: every call goes through here, and may go wrong. */
final class Wire {
    /** The call failed, or its answer did not come: what the clients of AWS say of it. */
    static final class Unanswered extends SdkClientException {
        Unanswered(String message) {
            super(SdkClientException.builder().message(message).writableStackTrace(false));
        }
    }

    /** What calls of a warehouse begin with: drivers of databases repeat nothing by themselves. */
    static final String SQL = "sql ";

    private static final int LONGEST_STALL = 12_000;
    private static final int LATEST = 10_000;

    private final World world;
    private final String life;
    private boolean dead;
    private boolean stopping;
    private int inFlight;
    private int stalled;
    private final Runnable successor;
    private Runnable onDeath = () -> {};

    /**
     * @param successor starts the next life, told once, when this one dies or is told to stop
     */
    Wire(World world, String life, Runnable successor) {
        this.world = world;
        this.life = life;
        this.successor = successor;
        world.wires.add(this);
    }

    /** Sets what the world does when the process is gone. */
    void onDeath(Runnable then) {
        onDeath = then;
    }

    boolean isDead() {
        return dead;
    }

    /** Whether the instance was told to stop: what is under way is finished, nothing new is begun. */
    boolean isStopping() {
        return stopping;
    }

    String life() {
        return life;
    }

    void rest(long millis) {
        world.scheduler.sleep(millis);
        expectAlive();
    }

    /**
     * Makes a call.
     *
     * @param effect what it does to the world, at once
     */
    <T> T call(String what, Supplier<T> effect) {
        expectAlive();
        inFlight++;
        try {
            return carryOut(what, effect);
        } finally {
            inFlight--;
        }
    }

    /** Whether a call of a life that is over may still have an effect. */
    boolean isHaunting() {
        return stalled > 0 || dead && inFlight > 0;
    }

    private <T> T carryOut(String what, Supplier<T> effect) {
        var fault = world.weather.next();
        world.scheduler.pause();
        if (fault == Weather.Fault.STALLED_BEFORE) {
            stall(what);
        }
        if (dead) {
            arriveLate(what, effect);
        }
        switch (fault) {
            case REFUSED -> {
                world.trace(what + " is refused");
                throw new Unanswered(what + " was refused");
            }
            case LATE -> {
                world.trace(what + " gets lost for now");
                world.later("late " + life, world.random.nextInt(LATEST), () -> quietly(what, effect));
                throw new Unanswered(what + " was not answered");
            }
            case CRASHED_BEFORE -> die(what, "before");
            case REPEATED -> {
                if (!what.startsWith(SQL)) {
                    quietly(what, effect);
                }
            }
            case STOPPED -> stop();
            default -> {
                // The call is made.
            }
        }
        var answer = effect.get();
        world.trace(what, answer);
        if (fault == Weather.Fault.CRASHED_AFTER) {
            die(what, "after");
        }
        if (fault == Weather.Fault.STALLED_AFTER) {
            stall(what);
        }
        world.scheduler.pause();
        expectAlive();
        if (fault == Weather.Fault.ANSWER_LOST) {
            world.trace(what + " has lost its answer");
            throw new Unanswered("the answer of " + what + " was lost");
        }
        return answer;
    }

    /** Dies or stops only between calls, so that the world sees what a process that is gone has left. */
    private void die(String what, String when) {
        world.trace(life + " dies " + when + " " + what);
        if (!dead) {
            dead = true;
            onDeath.run();
            if (!stopping) {
                successor.run();
            }
        }
        throw new Scheduler.Ended(life + " died");
    }

    private void stop() {
        if (!stopping) {
            world.trace(life + " is told to stop");
            stopping = true;
            successor.run();
        }
    }

    private void stall(String what) {
        world.trace(what + " stalls");
        stalled++;
        try {
            world.scheduler.sleep(1 + world.random.nextInt(LONGEST_STALL));
        } finally {
            stalled--;
        }
    }

    /** The request of a process that died meanwhile may be on its way still. */
    private void arriveLate(String what, Supplier<?> effect) {
        if (world.random.nextInt(3) == 0) {
            quietly(what, effect);
        }
        throw new Scheduler.Ended(life + " died");
    }

    private void quietly(String what, Supplier<?> effect) {
        try {
            world.trace(what + " (unheard)", effect.get());
        } catch (RuntimeException e) {
            world.trace(what + " (unheard) failed: " + e.getMessage());
        }
    }

    private void expectAlive() {
        if (dead) {
            throw new Scheduler.Ended(life + " died");
        }
    }
}
