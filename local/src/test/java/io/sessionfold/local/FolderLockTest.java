package io.sessionfold.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
    @TempDir
    Path folder;

    @Test
    void aFolderHasOneHolderByWhateverNameItIsCalled() throws Exception {
        Path alias = Files.createSymbolicLink(folder.resolve("alias"), Files.createDirectory(folder.resolve("real")));
        try (FolderLock held = FolderLock.take(folder.resolve("real"))) {
            assertThat(held).isNotNull();
            assertThatThrownBy(() -> FolderLock.take(alias)).isInstanceOf(LocalStackException.class);
        }
    }

    @Test
    void aSecondCloseTakesNothingFromTheNextHolder() {
        FolderLock first = FolderLock.take(folder);
        first.close();
        try (FolderLock second = FolderLock.take(folder)) {
            first.close();

            assertThat(second).isNotNull();
            assertThatThrownBy(() -> FolderLock.take(folder)).isInstanceOf(LocalStackException.class);
        }
    }

    @Test
    void aFolderThatIsAFileIsSaidInOneSentence() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> FolderLock.take(file))
                .isInstanceOf(LocalStackException.class)
                .hasMessageStartingWith("Expected " + file + " to be a writable folder, but it was not");
    }
}
