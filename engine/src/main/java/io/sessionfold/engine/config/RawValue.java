package io.sessionfold.engine.config;

/**
 * A setting's value as somebody wrote it.
 *
 * @param place the file, the variable or the flag that it stood in, for messages
 */
record RawValue(String name, String text, SettingOrigin origin, String place) {

    /** The value for a message: quoted, and masked if it is a secret. */
    String shown() {
        return "'" + Secrets.mask(name, text) + "'";
    }
}
