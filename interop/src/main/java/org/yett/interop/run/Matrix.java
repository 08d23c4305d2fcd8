package org.yett.interop.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** All cells of a run as one JSON array. */
public final class Matrix {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private Matrix() {}

  /**
   * Writes the cells, each with its scenario, versions, role, verdict, reason and checks, and the
   * way from the file to its bundle.
   */
  public static void write(List<Cell> cells, Path file) throws IOException {
    Path directory = file.toAbsolutePath().normalize().getParent();
    Files.createDirectories(directory);
    JSON.writeValue(
        file.toFile(), cells.stream().map(cell -> Bundle.fields(cell, directory)).toList());
  }
}
