package org.yett.interop.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    write(new ArrayList<>(), cells, file);
  }

  /**
   * Adds the cells to those that a file has, if it is there.
   *
   * @throws IOException if it cannot be read as an array, or written
   */
  public static void add(List<Cell> cells, Path file) throws IOException {
    List<Object> before = new ArrayList<>();
    if (Files.exists(file)) {
      JsonNode read = JSON.readTree(file.toFile());
      if (!read.isArray()) {
        throw new IOException(file + ": expected an array of cells");
      }
      read.forEach(before::add);
    }
    write(before, cells, file);
  }

  private static void write(List<Object> before, List<Cell> cells, Path file) throws IOException {
    Path directory = file.toAbsolutePath().normalize().getParent();
    Files.createDirectories(directory);
    cells.forEach(cell -> before.add(Bundle.fields(cell, directory)));
    JSON.writeValue(file.toFile(), before);
  }
}
