package org.yett.interop.lab;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.yett.tun.netns.Leftovers;
import org.yett.tun.netns.Privileges;

/**
 * The place where testbeds stand: a directory of this process under {@code /run}, short enough for
 * the paths of sockets, and network namespaces named after this process. All of it is taken down
 * when the laboratory is closed or the JVM is told to end; what a killed JVM left is swept away by
 * the next laboratory that opens. Processes need no sweeping: none outlives its JVM ({@link
 * org.yett.interop.process.Tether}).
 */
public final class Laboratory implements AutoCloseable {
  private static final Path BASE = Path.of("/run/yett-lab");
  private static final String LOCK = "lock";

  private final Path directory;
  private final FileChannel channel;
  private final Thread hook;
  private final AtomicInteger counter = new AtomicInteger();
  private final Set<Testbed> testbeds = new LinkedHashSet<>();
  private boolean closed;

  private Laboratory(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
    this.hook = new Thread(this::takeDown, "laboratory-end");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Opens a laboratory, and sweeps away what dead ones left. Needs root. */
  public static Laboratory open() throws LaboratoryException {
    Privileges privileges = Privileges.probe();
    if (!privileges.isPrivileged()) {
      throw new LaboratoryException(privileges.explanation());
    }
    try {
      Files.createDirectories(BASE);
      sweep();
      Path directory = BASE.resolve(Long.toString(ProcessHandle.current().pid()));
      Files.createDirectories(directory);
      FileChannel channel =
          FileChannel.open(
              directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        throw new LaboratoryException("another process holds " + directory);
      }
      return new Laboratory(directory, channel);
    } catch (IOException e) {
      throw new LaboratoryException("the laboratory cannot be opened: " + e.getMessage(), e);
    }
  }

  /** A directory whose lock can be had belongs to nobody who lives. */
  private static void sweep() throws IOException {
    List<String> removed = new ArrayList<>(Leftovers.sweep());
    try (DirectoryStream<Path> directories = Files.newDirectoryStream(BASE)) {
      for (Path directory : directories) {
        Path lock = directory.resolve(LOCK);
        if (Files.exists(lock) && free(lock)) {
          delete(directory);
          removed.add(directory.toString());
        }
      }
    }
    if (!removed.isEmpty()) {
      System.getLogger(Laboratory.class.getName())
          .log(System.Logger.Level.INFO, "removed what an earlier run left: {0}", removed);
    }
  }

  private static boolean free(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock != null;
    }
  }

  /** Two connected hosts. */
  public Testbed testbed() throws LaboratoryException {
    int number = counter.incrementAndGet();
    Path place = directory.resolve(Integer.toString(number));
    Testbed testbed = Testbed.build(Integer.toString(number), place, this::forget);
    synchronized (testbeds) {
      if (!closed) {
        testbeds.add(testbed);
        return testbed;
      }
    }
    testbed.close();
    throw new LaboratoryException("the laboratory is closing");
  }

  private void forget(Testbed testbed) {
    synchronized (testbeds) {
      testbeds.remove(testbed);
    }
  }

  @Override
  public void close() {
    takeDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // The JVM is ending, and the hook finds everything done.
    }
  }

  private void takeDown() {
    List<Testbed> standing;
    synchronized (testbeds) {
      if (closed) {
        return;
      }
      closed = true;
      standing = List.copyOf(testbeds);
    }
    standing.forEach(Testbed::close);
    try {
      channel.close();
      delete(directory);
    } catch (IOException e) {
      System.getLogger(Laboratory.class.getName())
          .log(System.Logger.Level.WARNING, "{0} is left for the next run to remove", directory);
    }
  }

  /** Deletes a directory with what is in it; links are not followed. */
  static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
