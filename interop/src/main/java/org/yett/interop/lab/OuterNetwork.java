package org.yett.interop.lab;

/** The addresses on the link of what has taken a host's place there. */
public interface OuterNetwork {
  /** Adds an IPv4 address. */
  void add(String address) throws LaboratoryException;

  /** Takes an IPv4 address away and adds another one. */
  void change(String from, String to) throws LaboratoryException;
}
