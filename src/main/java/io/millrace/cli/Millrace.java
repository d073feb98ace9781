package io.millrace.cli;

public class Millrace {
    public static void main(String[] args) {
        System.out.println("hi");
    }
}
