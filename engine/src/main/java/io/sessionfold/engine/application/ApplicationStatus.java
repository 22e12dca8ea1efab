package io.sessionfold.engine.application;

/** How far the installation of an application is. */
public enum ApplicationStatus {
    /** Somebody asked for it; no controller has taken it up. */
    PENDING,
    /** A controller installs it. */
    INSTALLING,
    /** It was there, or should have been, and is made again. */
    CREATING,
    /** It is there: sessions may be launched from it. */
    INSTALLED,
    /** It cannot be installed, and the message says why. */
    FAILED,
    /** It should be there, but its controller does not find it. */
    MISSING,
    /** A symbol of a newer contract, or none: it never becomes an application's status. */
    UNKNOWN;

    /** Whether an install was asked for and has not come to its end. */
    public boolean isUnderWay() {
        return switch (this) {
            case PENDING, INSTALLING, CREATING -> true;
            case INSTALLED, FAILED, MISSING, UNKNOWN -> false;
        };
    }
}
